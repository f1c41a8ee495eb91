import { join } from 'node:path';
import type { DeviceConfig } from '../../drivers/contract.ts';
import { type ResolvedDevices, resolveDevices } from '../devices/resolve.ts';
import type { Settings } from '../store/settings-schema.ts';

export type DeviceList = {
  /** The settings' devices with their profiles, as last read. */
  resolved(): ResolvedDevices;
  configs(): readonly DeviceConfig[];
  /** Reads settings and profiles again. */
  reload(): readonly DeviceConfig[];
};

/** The devices of this terminal; the shop's own profiles stand in its data folder. */
export function openDeviceList(settings: Settings, dataDir: string): DeviceList {
  const profiles = join(dataDir, 'profiles');
  let resolved = resolveDevices(settings.devices, profiles);
  return {
    resolved: () => resolved,
    configs: () => resolved.configs,
    reload() {
      resolved = resolveDevices(settings.devices, profiles);
      return resolved.configs;
    },
  };
}
