import type { DrawerConfig } from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';
import { DeviceError } from '../device-error.ts';

/** A cash drawer on a printer's drawer connector; it has no wire of its own. */
export function startDrawer(config: DrawerConfig, context: DeviceContext): Device {
  return {
    call: async ({ method }) => {
      if (method !== 'open') {
        throw new DeviceError('device.bad-data', `a drawer does not ${method}`);
      }
      const kick = context.find(config.printer)?.kickDrawer;
      if (!kick) {
        throw new DeviceError('device.not-configured', `${config.printer} is no printer`, false);
      }
      return kick(config.pin);
    },
    close: () => Promise.resolve(),
  };
}
