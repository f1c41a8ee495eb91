import type { ReaderConfig } from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';

export function startReader(_config: ReaderConfig, _context: DeviceContext): Device {
  return { handlers: {}, close: () => Promise.resolve() };
}
