import type { StatusShown } from '../contract/snapshots.ts';
import type { DevicesState } from '../devices/devices.ts';
import { showHealth } from '../snapshot/devices.ts';
import type { SyncState } from '../sync/port.ts';

export type StatusParts = {
  readonly devices: DevicesState;
  /** Null while the terminal has no hub. */
  readonly sync: SyncState | null;
  /** Records that no hub has confirmed. */
  readonly unsent: number;
  readonly wallet: StatusShown['wallet'];
  readonly hubHop: StatusShown['hub']['hop'];
};

/** The status strip: what is there, what is not, and why. */
export function showStatus(parts: StatusParts): StatusShown {
  const { devices, sync } = parts;
  return {
    hub: {
      state: hubState(sync),
      unsent: parts.unsent,
      unsentSince: sync?.unsentSince ?? null,
      reason: sync?.lastErrorCode ?? null,
      hop: sync?.isOnline === false ? parts.hubHop : null,
    },
    printer: showHealth(devices.devices, 'printer'),
    scanner: showHealth(devices.devices, 'scanner'),
    drawer: showHealth(devices.devices, 'drawer'),
    wallet: parts.wallet,
    deviceProcess: devices.isProcessUp ? 'up' : 'restarting',
  };
}

function hubState(sync: SyncState | null): StatusShown['hub']['state'] {
  if (!sync) return 'none';
  if (sync.activity === 'paused') return 'paused';
  return sync.isOnline ? 'online' : 'offline';
}
