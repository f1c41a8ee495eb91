import type { ScannerRole } from '../../drivers/contract.ts';
import type { BenchEngine } from '../bench/bench.ts';
import type { ScanSeen } from '../bench/scans.ts';
import type { Context } from '../commands/context.ts';
import type { Dispatch } from '../commands/dispatch.ts';
import { routeScan } from '../commands/scan.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { AccountDesk } from './accounts.ts';
import { isAtBench } from './fitter.ts';

export type ScanDeskParts = Pick<Context, 'store' | 'settings' | 'newId' | 'notify' | 'sound'> & {
  readonly bench: Pick<BenchEngine, 'takeScan'>;
  readonly accounts: Pick<AccountDesk, 'takeScan'>;
  readonly changed: () => void;
};

/** Where a scan goes: to the bench, to an account that waits for a key, or to the sale. */
export function createScanDesk(parts: ScanDeskParts, dispatch: Dispatch) {
  const { store, settings, sound, notify, changed } = parts;

  /** A key that was asked for on the accounts screen goes there and nowhere else. */
  function takeKey(text: string): boolean {
    const { staffId, screen } = store.state.session();
    const taken = screen === 'accounts' ? parts.accounts.takeScan(text, staffId ?? '') : null;
    if (taken === null) return false;
    sound(taken.ok ? 'item' : 'refused');
    if (!taken.ok) notify({ kind: 'refused', code: taken.error.code, action: null });
    changed();
    return true;
  }

  /** What is scanned on the devices screen is looked at there, and never sold. */
  return (scan: ScanSeen): void => {
    if (isAtBench(store)) parts.bench.takeScan(scan);
    else if (!takeKey(scan.code)) {
      routeScan(parts, dispatch, { code: scan.code, role: roleOf(settings, scan.deviceId) });
    }
  };
}

function roleOf({ devices }: Settings, scannerId: string): ScannerRole {
  const scanner = devices.find(({ id }) => id === scannerId);
  return (scanner?.kind === 'scanner' && scanner.role) || 'any';
}
