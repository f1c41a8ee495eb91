import { beforeEach, expect, it } from 'vitest';
import type { DeviceCalls } from '../../../drivers/contract.ts';
import { createLineDisplay } from '../../../main/devices/line-display.ts';
import type { DeviceSettings } from '../../../main/store/device-settings.ts';
import { customer } from '../../renderer/samples.ts';

type Lines = DeviceCalls['show']['params']['lines'];

const chinese: DeviceSettings = {
  id: 'chinese',
  kind: 'display',
  transport: { type: 'tcp', host: '127.0.0.1', port: 1 },
  protocol: 'cd5220',
  charset: 'gb18030',
};
const ascii: DeviceSettings = { ...chinese, id: 'ascii', charset: 'ascii' };

let told: [string, Lines][];
let process: { isProcessUp: boolean; pid: number };

/** A device process that keeps what it is told and does none of it. */
function follower(devices: readonly DeviceSettings[]) {
  return createLineDisplay({
    settings: { devices },
    devices: {
      state: () => ({ ...process, processDeaths: 0, devices: [] }),
      call: async (id, _method, params) => {
        if (params && 'lines' in params) told.push([id, params.lines]);
        return { ok: false, error: { code: 'device.offline', message: '', retry: 'now' } };
      },
    },
  });
}

beforeEach(() => {
  told = [];
  process = { isProcessUp: true, pid: 1 };
});

it('a display is told only what is new to it, also when the last text did not arrive', () => {
  const display = follower([chinese]);
  display.follow({ ...customer, phase: 'idle' });
  display.follow({ ...customer, phase: 'idle', revision: customer.revision + 1 });
  display.follow({ ...customer, phase: 'closed' });
  expect(told.map(([, [upper]]) => upper.trim())).toEqual(['欢迎光临', '本台暂停收款']);
});

it('an ASCII display speaks English whatever the till speaks, and never half a name', () => {
  const display = follower([chinese, ascii]);
  const storeName = { 'zh-CN': '扫码便利店' };
  display.follow({ ...customer, phase: 'idle', language: 'zh-CN', storeName });
  expect(told.map(([id, lines]) => [id, ...lines.map((line) => line.trim())])).toEqual([
    ['chinese', '欢迎光临', '扫码便利店'],
    ['ascii', 'Welcome', ''],
  ]);
});

it('a device process that was away is told again when it is back', () => {
  const display = follower([ascii]);
  process = { isProcessUp: false, pid: 1 };
  display.follow({ ...customer, phase: 'closed' });
  expect(told).toHaveLength(0);
  for (const pid of [1, 2, 2]) {
    process = { isProcessUp: true, pid };
    display.follow({ ...customer, phase: 'closed' });
  }
  expect(told).toHaveLength(2);
});

it('a terminal without a display is left alone', () => {
  const display = follower([]);
  expect(display.follow(customer)).toBe(customer);
  expect(told).toEqual([]);
});
