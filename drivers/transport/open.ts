import { DeviceError } from '../device-error.ts';
import { openCharacterDevice } from './character-device.ts';
import { openSerial } from './serial.ts';
import { openTcp } from './tcp.ts';
import type { OpenTransport } from './transport.ts';

/** The real wires. */
export const openTransport: OpenTransport = (config, isReadable, listener) => {
  switch (config.type) {
    case 'serial':
      return openSerial(config, listener);
    case 'tcp':
      return openTcp(config, listener);
    case 'character-device':
      return openCharacterDevice(config, isReadable, listener);
    case 'cups':
    case 'hid':
    case 'hid-socket':
      throw new DeviceError('device.not-configured', `${config.type} is not there yet`);
  }
};
