import type { DeviceConfig, FoundDevice } from '../../../drivers/contract.ts';
import type { BenchSnapshot, FoundShown } from '../../contract/bench/snapshot.ts';
import { hideScannedSecrets } from '../../snapshot/payment-codes.ts';
import type { BenchParts } from '../parts.ts';

/** Below the terminal's own limit for a call; four rates of two seconds each, and again. */
const autoBaudTimeoutMs = 17_000;

export type Finder = {
  find(): Promise<void>;
  autoBaud(path: string): Promise<void>;
  finding(): BenchSnapshot['finding'];
  autoBaudShown(): BenchSnapshot['autoBaud'];
};

/** Lists what is plugged in, and listens for a serial line's rate. */
export function createFinder(parts: BenchParts): Finder {
  const { devices, resolved, now, changed } = parts;
  let finding: BenchSnapshot['finding'] = null;
  let autoBaud: BenchSnapshot['autoBaud'] = null;

  return {
    async find() {
      if (finding?.isBusy) return;
      finding = { at: now(), isBusy: true, devices: finding?.devices ?? [], failure: null };
      changed();
      const reply = await devices.ask('find', null);
      const found = reply.ok ? reply.value.map((device) => show(device, resolved().configs)) : [];
      const failure = reply.ok ? null : reply.error.code;
      finding = { at: now(), isBusy: false, devices: found, failure };
      changed();
    },
    async autoBaud(path) {
      if (autoBaud?.isBusy) return;
      const empty = { path, baudRate: null, code: null, failure: null };
      autoBaud = { ...empty, isBusy: true };
      changed();
      // Whoever has the port lets go of it for so long.
      const holder = resolved().configs.find((config) => pathOf(config) === path);
      if (holder) parts.applyDevices(holder.id);
      const reply = await devices.ask('auto-baud', { path, timeoutMs: autoBaudTimeoutMs });
      if (holder) parts.applyDevices();
      autoBaud = reply.ok
        ? { ...empty, isBusy: false, ...(reply.value ? heard(reply.value) : {}) }
        : { ...empty, isBusy: false, failure: reply.error.code };
      changed();
    },
    finding: () => finding,
    autoBaudShown: () => autoBaud,
  };
}

type Heard = {
  readonly transport: Pick<
    Extract<DeviceConfig, { kind: 'scanner' }>['transport'] & { type: 'serial' },
    'baudRate' | 'dataBits' | 'stopBits' | 'parity'
  >;
  readonly code: string;
};

function heard({ transport, code }: Heard) {
  const { baudRate, dataBits, stopBits, parity } = transport;
  return { baudRate, dataBits, stopBits, parity, code: hideScannedSecrets(code) };
}

function show(found: FoundDevice, configs: readonly DeviceConfig[]): FoundShown {
  const { manufacturer, product, node, path } = found;
  const title = [manufacturer, product].filter((part) => part !== undefined).join(' ');
  const bound = configs.find((config) => [path, node].includes(pathOf(config) ?? ''));
  return {
    interface: found.interface,
    node,
    path,
    title: title || node,
    serialNumber: found.serialNumber ?? null,
    portPath: found.portPath ?? null,
    kinds: [...found.kinds],
    profile: found.profile ?? null,
    deviceId: bound?.id ?? null,
  };
}

/** Null for what is on no path of this machine. */
function pathOf(config: DeviceConfig): string | null {
  if (config.kind === 'drawer' || !('path' in config.transport)) return null;
  return config.transport.path;
}
