import type { DisplayConfig } from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';

export function startDisplay(_config: DisplayConfig, _context: DeviceContext): Device {
  return { handlers: {}, close: () => Promise.resolve() };
}
