import type { DeviceConfig } from '../../drivers/contract.ts';
import { builtInProfiles, loadProfiles, type Profiles } from '../../drivers/profiles/load.ts';
import type { DeviceSettings } from '../store/device-settings.ts';

export type ResolvedDevices = {
  /** What the device process is given. */
  readonly configs: readonly DeviceConfig[];
  readonly profiles: Profiles;
  /** Profile files that do not parse, and devices that name a profile that is not there. */
  readonly broken: Profiles['broken'];
};

/** Fits on either paper: a printer whose profile is missing prints narrow rather than not at all. */
const narrowest = '58mm';

/**
 * Makes each device's configuration of its settings: profiles go in as what they say, from those
 * that come with the program and those of the shop, whose names win.
 */
export function resolveDevices(
  devices: readonly DeviceSettings[],
  shopProfiles: string,
): ResolvedDevices {
  const profiles = loadProfiles([builtInProfiles, shopProfiles]);
  const missing = devices.flatMap((device) => missingProfile(device, profiles));
  return {
    configs: devices.map((device) => resolveDevice(device, profiles)),
    profiles,
    broken: [...profiles.broken, ...missing],
  };
}

function resolveDevice(device: DeviceSettings, { printers, scanners }: Profiles): DeviceConfig {
  if (device.kind === 'printer') {
    const { cjk, profile: name, ...rest } = device;
    const profile = printers.get(name) ?? printers.get(narrowest);
    if (!profile) return { ...rest, profile: narrowest };
    return { ...rest, profile: cjk === undefined ? profile : { ...profile, cjk } };
  }
  if (device.kind === 'scanner') {
    const { profile: name, ...rest } = device;
    const profile = name === undefined ? undefined : scanners.get(name);
    // What settings say of the ends of a code counts; else the profile knows them.
    return profile ? { prefix: profile.prefix, suffix: profile.suffix, ...rest, profile } : rest;
  }
  return device;
}

function missingProfile(device: DeviceSettings, profiles: Profiles): Profiles['broken'] {
  if (device.kind !== 'printer' && device.kind !== 'scanner') return [];
  const { profile, id } = device;
  const known = device.kind === 'printer' ? profiles.printers : profiles.scanners;
  if (profile === undefined || known.has(profile)) return [];
  return [{ path: id, reason: `there is no profile ${profile}` }];
}

/** Cells in a line of a printer, or else of the first for receipts; 48 where there is none to ask. */
export function receiptCells(configs: readonly DeviceConfig[], printerId?: string): number {
  const printers = configs.filter((config) => config.kind === 'printer');
  const printer =
    printers.find(({ id }) => id === printerId) ??
    printers.find(({ role = 'receipt' }) => role === 'receipt') ??
    printers[0];
  return typeof printer?.profile === 'object' ? printer.profile.widthCells : 48;
}
