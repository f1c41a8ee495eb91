import { DeviceError } from '../device-error.ts';
import { openCharacterDevice } from './character-device.ts';
import { openHidSocket } from './hid-socket.ts';
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
    case 'hid-socket':
      return openHidSocket(config, listener);
    case 'cups':
    case 'hid':
      throw new DeviceError('device.not-configured', `${config.type} is not there yet`);
  }
};
