import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScannerConfig } from '../../../../drivers/contract.ts';
import { builtInProfiles, loadProfiles } from '../../../../drivers/profiles/load.ts';
import type {
  ScannerProfile,
  ScanReportLayout,
} from '../../../../drivers/profiles/scanner-profile.ts';
import { encodeReports } from '../../../../drivers/scanner/hid/encode-reports.ts';
import { startHidScannerSimulator } from '../../../../drivers/scanner/hid/simulator.ts';
import type { DeviceChecks } from '../bench.ts';
import { HidBridge } from '../devices/hid-bridge.ts';
import { scannerDescriptor } from '../devices/report-descriptors.ts';
import { UsbHidScanner } from '../devices/usb-hid-scanner.ts';
import { checkScanner } from './scanner.ts';

/** More than one report holds: its first report is half of it. */
const twoReports = 'A'.repeat(80);

/** The simulated scanner on a hidraw node that a program made. */
export const hidScanner: DeviceChecks = {
  device: 'HID-POS scanner (uhid, /dev/hidraw*)',
  run: async (bench) => {
    const { profile, layout } = layoutOf('hid-pos-generic');
    const path = join(await mkdtemp(join(tmpdir(), 'scanner-')), 'socket');
    const simulator = await startHidScannerSimulator(path, layout);
    const bridge = new HidBridge(path, {
      name: 'HID-POS scanner',
      vendorId: '05e0',
      productId: '1300',
      serialNumber: 'SC0001',
      reportDescriptor: scannerDescriptor,
    });
    await bridge.plug();
    await checkScanner(bench, configOf('hid-scanner', 'usb:05e0:1300:SC0001', profile), {
      plug: () => bridge.plug(),
      unplug: () => bridge.unplug(),
      scan: async (code, aim) => void (await simulator.scan(code, aim)),
      scanHalf: async () => void (await simulator.send(firstOf(twoReports, layout))),
    });
  },
};

/** The same reports through USB: a hidraw node of the kernel's own USB driver. */
export const usbHidScanner: DeviceChecks = {
  device: 'USB HID-POS scanner (gadget, /dev/hidraw*)',
  run: async (bench) => {
    const { profile, layout } = layoutOf('hid-pos-generic');
    const scanner = new UsbHidScanner(2);
    await scanner.switchOn();
    await checkScanner(bench, configOf('usb-hid-scanner', scanner.address, profile), {
      plug: () => scanner.replug(),
      unplug: async () => scanner.unplug(),
      scan: async (code, aim) => {
        for (const report of encodeReports(code, aim, layout)) await scanner.send(report);
      },
      scanHalf: () => scanner.send(firstOf(twoReports, layout)),
    });
  },
};

function configOf(id: string, path: string, profile: ScannerProfile): ScannerConfig {
  return { id, kind: 'scanner', transport: { type: 'hid', path }, profile };
}

function firstOf(code: string, layout: ScanReportLayout): Uint8Array {
  return encodeReports(code, undefined, layout)[0] ?? new Uint8Array();
}

function layoutOf(name: string): { profile: ScannerProfile; layout: ScanReportLayout } {
  const profile = loadProfiles([builtInProfiles]).scanners.get(name);
  if (!profile?.hid) throw new Error(`${name} does not say how its reports are laid out`);
  return { profile, layout: profile.hid };
}
