import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { hostOf, isLoopback } from '../../../main/net/connect.ts';
import { hubHop, nameHop, providerHop } from '../../../main/net/hops.ts';
import { closeDoors, openDoor } from './door.ts';

afterEach(closeDoors);

describe('a hop', () => {
  it('to a provider is its open door, or why it is shut', async () => {
    const door = await openDoor();
    const origin = new URL(`tcp://127.0.0.1:${door.port}`);
    const found = { hop: 'provider', target: origin.host };
    expect(await providerHop(origin)).toMatchObject({ ...found, isReachable: true, reason: null });
    await door.close();
    expect(await providerHop(origin)).toMatchObject({
      ...found,
      isReachable: false,
      reason: 'refused',
    });
  });

  it('to a provider whose certificate nobody vouches for says so', async () => {
    const { port } = await openDoor(0, 'tls');
    const origin = new URL(`https://127.0.0.1:${port}`);
    expect(await providerHop(origin)).toMatchObject({ isReachable: false, reason: 'certificate' });
  });

  it('to the hub is its own word that it is well', async () => {
    let status = 200;
    const hub = createServer((_request, response) => response.writeHead(status).end('{}'));
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
    const address = hub.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP address');
    const origin = new URL(`http://127.0.0.1:${address.port}`);
    expect(await hubHop(origin)).toMatchObject({ hop: 'hub', isReachable: true });
    status = 503;
    expect(await hubHop(origin)).toMatchObject({ hop: 'hub', isReachable: false });
    hub.close();
    hub.closeAllConnections();
  });

  it('to a name is its address, or that there is none', async () => {
    expect(await nameHop('127.0.0.1')).toMatchObject({ isReachable: true, target: '127.0.0.1' });
    expect(await nameHop('nowhere.invalid')).toMatchObject({ hop: 'dns', isReachable: false });
  });
});

it.each([
  ['tcp://127.0.0.1:9000', '127.0.0.1', true],
  ['tcp://[::1]:9000', '::1', true],
  ['https://localhost', 'localhost', true],
  ['tcp://192.168.1.50:9000', '192.168.1.50', false],
  ['https://api.mch.weixin.qq.com', 'api.mch.weixin.qq.com', false],
])('%s is on %s', (origin, host, isHere) => {
  expect(hostOf(new URL(origin))).toBe(host);
  expect(isLoopback(new URL(origin))).toBe(isHere);
});
