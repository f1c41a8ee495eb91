import type { DeviceConfig } from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';
import { startDisplay } from '../display/display.ts';
import { startDrawer } from '../drawer/drawer.ts';
import { startPrinter } from '../printer/printer.ts';
import { startReader } from '../reader/reader.ts';
import { startScale } from '../scale/scale.ts';
import { startScanner } from '../scanner/scanner.ts';

/** One line and one folder for each kind of device. */
export function startDevice(config: DeviceConfig, context: DeviceContext): Device {
  switch (config.kind) {
    case 'scanner':
      return startScanner(config, context);
    case 'printer':
      return startPrinter(config, context);
    case 'drawer':
      return startDrawer(config, context);
    case 'display':
      return startDisplay(config, context);
    case 'scale':
      return startScale(config, context);
    case 'reader':
      return startReader(config, context);
  }
}
