import type { DrawerConfig, DrawerOutcome, DrawerReading } from '../contract.ts';
import type { Device, DeviceContext, PrinterPort } from '../device.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import { checkDrawer } from './health.ts';
import { DrawerWatch } from './watch.ts';

/** A cash drawer on a printer's drawer connector; it has no wire of its own. */
export function startDrawer(config: DrawerConfig, context: DeviceContext): Device {
  const findPort = (): PrinterPort | undefined => context.find(config.printer)?.printerPort;
  const port = (): PrinterPort => {
    const found = findPort();
    if (found) return found;
    throw new DeviceError('device.not-configured', `${config.printer} is no printer`, false);
  };
  const stopWatching = watchLevel(config, context, findPort);
  return {
    handlers: {
      open: async () => {
        const outcome = await port().kickDrawer(config.pin);
        const name = countOf(outcome, config.openLevel);
        if (name) context.emit({ kind: 'count', name, by: 1 });
        return outcome;
      },
      'read-drawer': async () => readingOf(await port().drawerLevel(), config.openLevel),
      'check-health': async ({ level, timeoutMs }) => checkDrawer(config, port(), level, timeoutMs),
    },
    close: async () => stopWatching(),
  };
}

function readingOf(level: 0 | 1 | undefined, openLevel: 0 | 1 | undefined): DrawerReading {
  if (level === undefined) return {};
  return openLevel === undefined ? { level } : { level, isOpen: level === openLevel };
}

/** Whether the drawer opened (device-facts 5); not known for one that was open, or gives no level. */
function countOf(
  { levelBefore, levelAfter, hasMoved }: DrawerOutcome,
  openLevel: 0 | 1 | undefined,
): 'DrawerGoodOpenCount' | 'DrawerFailedOpenCount' | undefined {
  if (hasMoved === undefined || levelBefore === openLevel) return undefined;
  const isOpen = openLevel === undefined ? hasMoved : levelAfter === openLevel;
  return isOpen ? 'DrawerGoodOpenCount' : 'DrawerFailedOpenCount';
}

/**
 * Follows the drawer's level through its printer, whose place another may take at any time: a
 * printer whose settings change is a new one.
 */
function watchLevel(
  { openLevel, leftOpenMs }: DrawerConfig,
  { emit }: DeviceContext,
  findPort: () => PrinterPort | undefined,
): () => void {
  if (openLevel === undefined) return () => undefined;
  const watch = new DrawerWatch({ openLevel, leftOpenMs, emit });
  let watched: PrinterPort | undefined;
  let unsubscribe: (() => void) | undefined;
  const follow = (): void => {
    const port = findPort();
    if (port === watched) return;
    unsubscribe?.();
    watched = port;
    watch.take(undefined);
    unsubscribe = port?.onDrawerLevel((level) => watch.take(level));
  };
  const timer = setInterval(follow, driverLimits.drawerWatchMs);
  follow();
  return () => {
    clearInterval(timer);
    unsubscribe?.();
    watch.close();
  };
}
