import type { TransportConfig } from '../contract.ts';
import { openCharacterDevice } from './character-device.ts';
import { openSerial } from './serial.ts';
import { openTcp } from './tcp.ts';
import type { Transport, TransportListener } from './transport.ts';

/** `isReadable`: whether the device answers; throws a DeviceError when it cannot be opened. */
export function openTransport(
  config: TransportConfig,
  isReadable: boolean,
  listener: TransportListener,
): Promise<Transport> {
  switch (config.type) {
    case 'serial':
      return openSerial(config, listener);
    case 'tcp':
      return openTcp(config, listener);
    case 'character-device':
      return openCharacterDevice(config, isReadable, listener);
  }
}
