import type { ScannerConfig } from '../../../../drivers/contract.ts';
import type { DeviceChecks } from '../bench.ts';
import { CdcScanner } from '../devices/cdc-scanner.ts';
import { checkScanner } from './scanner.ts';

const crLf = '\r\n';

function configOf(id: string, path: string): ScannerConfig {
  const line = { baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none' } as const;
  return { id, kind: 'scanner', transport: { type: 'serial', path, ...line } };
}

/** QEMU's USB serial adapter is an FTDI FT232; the host holds its plug and its scanner. */
export const ftdiScanner: DeviceChecks = {
  device: 'USB-serial scanner (FTDI, /dev/ttyUSB0)',
  run: async (bench) => {
    const { host } = bench;
    const write = (text: string) => host.ask('serial.write', { text });
    const plug = () => host.ask('serial.plug', null);
    await plug();
    await checkScanner(bench, configOf('ftdi-scanner', 'usb:0403:6001:FT4711'), {
      plug: async () => void (await plug()),
      unplug: async () => void (await host.ask('serial.unplug', null)),
      scan: async (code, aim = '') => void (await write(aim + code + crLf)),
      scanHalf: async (code) => void (await write(code)),
    });
  },
};

export const cdcScanner: DeviceChecks = {
  device: 'USB modem scanner (CDC-ACM, /dev/ttyACM0)',
  run: async (bench) => {
    const scanner = new CdcScanner(0);
    await scanner.switchOn();
    await checkScanner(bench, configOf('cdc-scanner', scanner.address), {
      plug: () => scanner.replug(),
      unplug: async () => scanner.unplug(),
      scan: (code, aim = '') => scanner.write(aim + code + crLf),
      scanHalf: (code) => scanner.write(code),
    });
  },
};
