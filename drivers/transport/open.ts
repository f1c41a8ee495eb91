import { openCharacterDevice } from './character-device.ts';
import { openCups } from './cups.ts';
import { resolvePath } from './find/resolve.ts';
import { type SystemRoots, systemRoots } from './find/system.ts';
import { openHid } from './hid.ts';
import { openHidSocket } from './hid-socket.ts';
import { openSerial } from './serial.ts';
import { openTcp } from './tcp.ts';
import type { OpenTransport } from './transport.ts';

/** The real wires, with device addresses looked up in this system at every opening. */
export function openTransportIn(roots: SystemRoots): OpenTransport {
  return async (config, isReadable, listener) => {
    switch (config.type) {
      case 'serial': {
        const path = await resolvePath(config.path, 'serial', roots);
        return openSerial({ ...config, path }, listener);
      }
      case 'tcp':
        return openTcp(config, listener);
      case 'character-device': {
        const path = await resolvePath(config.path, 'usb-printer', roots);
        return openCharacterDevice({ ...config, path }, isReadable, listener);
      }
      case 'hid': {
        const path = await resolvePath(config.path, 'hid', roots);
        return openHid({ ...config, path }, listener);
      }
      case 'hid-socket':
        return openHidSocket(config, listener);
      case 'cups':
        return openCups(config);
    }
  };
}

export const openTransport: OpenTransport = openTransportIn(systemRoots);
