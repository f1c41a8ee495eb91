import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeviceCalls, DeviceEvent, DeviceMethod } from '../../drivers/contract.ts';
import type { Device, DeviceContext } from '../../drivers/device.ts';
import type { PrintDocument } from '../../drivers/printer/document.ts';
import { openTransport } from '../../drivers/transport/open.ts';

/** Waits until something is there; fails the test after so many milliseconds. */
export async function until<Value>(
  what: string,
  look: () => Value | undefined | false,
  timeoutMs = 8_000,
): Promise<Value> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = look();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await pause(5);
  }
}

/** Asks a driver to do something; a driver that cannot fails the test. */
export async function callDevice<Method extends DeviceMethod>(
  device: Device,
  method: Method,
  params: DeviceCalls[Method]['params'],
): Promise<DeviceCalls[Method]['value']> {
  const handler = device.handlers[method];
  if (!handler) throw new Error(`this driver has no ${method}`);
  return handler(params);
}

/** What a device tells its process, kept for the test to look at. */
export class Witness {
  readonly events: DeviceEvent[] = [];
  readonly context: DeviceContext;

  constructor(devices: ReadonlyMap<string, Device> = new Map()) {
    this.context = {
      emit: (event) => this.events.push(event),
      now: () => 1_700_000_000_000,
      openTransport,
      find: (id) => devices.get(id),
    };
  }

  get states(): string[] {
    return this.events.flatMap((event) => (event.kind === 'state' ? [event.state] : []));
  }

  get scans(): string[] {
    return this.events.flatMap((event) => (event.kind === 'scan' ? [event.code] : []));
  }

  get status() {
    return this.events.findLast((event) => event.kind === 'printer-status')?.status;
  }

  isIn(state: string): boolean {
    return this.states.at(-1) === state;
  }
}

export async function withDirectory(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'saoma-devices-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A receipt with one of everything, for 80 mm paper. */
export const receipt: PrintDocument = {
  widthCells: 48,
  blocks: [
    {
      kind: 'image',
      widthDots: 64,
      heightDots: 8,
      bits: Buffer.alloc(64, 0x5a).toString('base64'),
    },
    { kind: 'line', text: '收款成功', align: 'center', isBold: true, size: 'double' },
    { kind: 'line', text: '牛奶 Milk                              ¥12.50', align: 'left' },
    { kind: 'line', text: '合计 25.00', align: 'right', isUnderlined: true },
    { kind: 'barcode', symbology: 'ean13', data: '6901234567892', heightDots: 80 },
    { kind: 'feed', lines: 1 },
    { kind: 'barcode', symbology: 'code128', data: 'S-20261123-{42}', heightDots: 60 },
    { kind: 'feed', lines: 2 },
    { kind: 'qr', data: 'https://例子.cn/收款?n=1', moduleDots: 6 },
    { kind: 'feed', lines: 2 },
    { kind: 'cut' },
  ],
};
