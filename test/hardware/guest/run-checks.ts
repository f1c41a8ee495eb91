import { release } from 'node:os';
import { resolve } from 'node:path';
import { forkDeviceProcess } from '../../../main/devices/fork-device-process.ts';
import { type DeviceChecks, runDeviceChecks } from './bench.ts';
import { hidScanner, usbHidScanner } from './checks/hid-scanner.ts';
import { networkPrinter } from './checks/network-printer.ts';
import { neo2Reader } from './checks/reader.ts';
import { cdcScanner, ftdiScanner } from './checks/serial-scanner.ts';
import { usbPrinter } from './checks/usb-printer.ts';
import { expectEqual } from './expect.ts';
import { HostLine } from './host-line.ts';
import { Till } from './till.ts';

// Runs inside the guest, bundled; its one argument is the device process, bundled too.

const all: readonly DeviceChecks[] = [
  hidScanner,
  neo2Reader,
  ftdiScanner,
  usbPrinter,
  usbHidScanner,
  cdcScanner,
  networkPrinter,
];

const host = new HostLine(process.stdin, process.stdout);
host.tell({ type: 'started', kernel: release() });
const till = new Till(forkDeviceProcess(resolve(process.argv[2] ?? '')));
await till.ready();
for (const checks of all) await runDeviceChecks(checks, till, host);
await runDeviceChecks(
  {
    device: 'device process',
    run: ({ check }) =>
      check('lived through all of it', async () => {
        expectEqual('its end', till.endReason, undefined);
      }),
  },
  till,
  host,
);
await till.close();
host.tell({ type: 'ended' });
process.exit(0);
