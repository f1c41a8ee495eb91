import type { StatusShown } from '../contract/snapshots.ts';
import type { SyncState } from '../sync/port.ts';
import type { DeviceBoard } from './device-board.ts';

export type StatusParts = {
  readonly board: DeviceBoard;
  readonly isDeviceProcessUp: boolean;
  /** Null while the terminal has no hub. */
  readonly sync: SyncState | null;
  /** Records that no hub has confirmed. */
  readonly unsent: number;
  readonly wallet: StatusShown['wallet'];
};

/** The status strip: what is there, what is not, and why. */
export function showStatus(parts: StatusParts): StatusShown {
  const { board, sync } = parts;
  return {
    hub: {
      state: hubState(sync),
      unsent: parts.unsent,
      unsentSince: sync?.unsentSince ?? null,
      reason: sync?.lastErrorCode ?? null,
    },
    printer: board.health('printer'),
    scanner: board.health('scanner'),
    drawer: board.health('drawer'),
    wallet: parts.wallet,
    deviceProcess: parts.isDeviceProcessUp ? 'up' : 'restarting',
  };
}

function hubState(sync: SyncState | null): StatusShown['hub']['state'] {
  if (!sync) return 'none';
  if (sync.activity === 'paused') return 'paused';
  return sync.isOnline ? 'online' : 'offline';
}
