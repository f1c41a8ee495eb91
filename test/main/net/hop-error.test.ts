import { describe, expect, it } from 'vitest';
import { texts } from '../../../main/contract/text/index.ts';
import { defaultGateway, isKnownNeighbour } from '../../../main/net/gateway.ts';
import { HopError, hopReasons, reasonOf } from '../../../main/net/hop-error.ts';

const routes = [
  'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
  'eth0\t0000A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0',
  'eth0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0',
  '',
].join('\n');

describe('the gateway', () => {
  it('is read from the table of routes', () => {
    expect(defaultGateway(routes)).toBe('192.168.0.1');
    expect(defaultGateway(routes.split('\n').slice(0, 2).join('\n'))).toBeNull();
  });

  it('is known when it has said its hardware address', () => {
    const arp = [
      'IP address       HW type     Flags       HW address            Mask     Device',
      '192.168.0.1      0x1         0x2         00:11:22:33:44:55     *        eth0',
      '192.168.0.7      0x1         0x0         00:00:00:00:00:00     *        eth0',
    ].join('\n');
    expect(isKnownNeighbour(arp, '192.168.0.1')).toBe(true);
    expect(isKnownNeighbour(arp, '192.168.0.7')).toBe(false);
    expect(isKnownNeighbour(arp, '192.168.0.9')).toBe(false);
  });
});

describe('why a hop fails', () => {
  it.each([
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'refused'],
    [Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'no-name'],
    [Object.assign(new Error('x'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'certificate'],
    [
      new TypeError('fetch failed', {
        cause: Object.assign(new Error('x'), { code: 'EHOSTUNREACH' }),
      }),
      'no-route',
    ],
    [new DOMException('late', 'TimeoutError'), 'timeout'],
    [new HopError('no-address'), 'no-address'],
    [new Error('anything else'), 'failed'],
  ])('%s is said as %s', (error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });

  it('has a sentence in every language', () => {
    for (const words of Object.values(texts)) {
      for (const reason of hopReasons) expect(words).toHaveProperty([`bench.reason.${reason}`]);
    }
  });
});
