import type { DrawerConfig } from '../contract.ts';
import type { Device, DeviceContext, PrinterPort } from '../device.ts';
import { DeviceError } from '../device-error.ts';

/** A cash drawer on a printer's drawer connector; it has no wire of its own. */
export function startDrawer(config: DrawerConfig, context: DeviceContext): Device {
  const port = (): PrinterPort => {
    const found = context.find(config.printer)?.printerPort;
    if (found) return found;
    throw new DeviceError('device.not-configured', `${config.printer} is no printer`, false);
  };
  return {
    handlers: { open: async () => port().kickDrawer(config.pin) },
    close: () => Promise.resolve(),
  };
}
