import { type Result, refuse, succeed } from '../../contract/failure.ts';
import type { DeviceSettings } from '../../store/device-settings.ts';
import type { Counters } from '../counters.ts';
import type { BenchParts } from '../parts.ts';
import { type Binding, candidateOf } from './candidate.ts';

export type Bindings = {
  /** Inside a transaction: journalled, then written. The devices follow with `applyDevices`. */
  bind(binding: Binding, actor: string): Result<void>;
  /** With what hangs on it, as a drawer does on its printer. */
  unbind(deviceId: string, actor: string): Result<void>;
  /** Puts a changed device in the place of the one with its id. */
  change(device: DeviceSettings, actor: string): void;
  get(deviceId: string): DeviceSettings | null;
};

/** Which device plays which part, as the settings say and the journal remembers. */
export function createBindings(parts: BenchParts, counters: Counters): Bindings {
  const { store, settings, resolved } = parts;

  const get = (deviceId: string): DeviceSettings | null =>
    settings.devices.find(({ id }) => id === deviceId) ?? null;

  function write(device: DeviceSettings, actor: string): void {
    const isKnown = get(device.id) !== null;
    const devices = isKnown
      ? settings.devices.map((other) => (other.id === device.id ? device : other))
      : [...settings.devices, device];
    store.transaction(() => {
      store.record({ kind: 'device.bound', actor, payload: { device } });
      parts.changeDevices(devices);
    });
  }

  /** Why it cannot be bound like that; null when it can. */
  function fault(device: DeviceSettings): Result<never> | null {
    const printer = printerOf(device);
    if (printer !== null && get(printer)?.kind !== 'printer') {
      return refuse('device.not-configured', `there is no printer ${printer}`);
    }
    const { profiles } = resolved();
    const names = device.kind === 'printer' ? profiles.printers : profiles.scanners;
    const profile = 'profile' in device ? device.profile : undefined;
    return profile === undefined || names.has(profile)
      ? null
      : refuse('device.not-configured', `there is no profile ${profile}`);
  }

  return {
    bind(binding, actor) {
      const { deviceId, kind } = binding;
      const before = deviceId === null ? null : get(deviceId);
      if (deviceId !== null && before === null) {
        return refuse('device.not-configured', `there is no device ${deviceId}`);
      }
      const id = deviceId ?? freeId(kind, settings.devices);
      const candidate = candidateOf(binding, id, before);
      if (!candidate.ok) return candidate;
      const wrong = fault(candidate.value);
      if (wrong) return wrong;
      // Another device that once had this name has nothing to do with it.
      if (deviceId === null) counters.forget(id);
      write(candidate.value, actor);
      return succeed(undefined);
    },
    unbind(deviceId, actor) {
      if (get(deviceId) === null) {
        return refuse('device.not-configured', `there is no device ${deviceId}`);
      }
      const leaves = (device: DeviceSettings): boolean =>
        device.id === deviceId || printerOf(device) === deviceId;
      const leaving = settings.devices.filter(leaves);
      const staying = settings.devices.filter((device) => !leaves(device));
      store.transaction(() => {
        for (const { id } of leaving) {
          store.record({ kind: 'device.unbound', actor, payload: { deviceId: id } });
        }
        parts.changeDevices(staying);
      });
      return succeed(undefined);
    },
    change: write,
    get,
  };
}

/** The printer that a device hangs on; null for one with a wire of its own. */
function printerOf(device: DeviceSettings): string | null {
  if (device.kind === 'drawer') return device.printer;
  return device.transport.type === 'printer' ? device.transport.printer : null;
}

/** `scale`, then `scale-2`: a name that no device has. */
function freeId(kind: DeviceSettings['kind'], devices: readonly DeviceSettings[]): string {
  const taken = new Set(devices.map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? kind : `${kind}-${number}`;
    if (!taken.has(id)) return id;
  }
}
