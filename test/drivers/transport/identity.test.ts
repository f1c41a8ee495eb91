import { mkdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startScanner } from '../../../drivers/scanner/scanner.ts';
import { startScannerSimulator } from '../../../drivers/scanner/simulator.ts';
import { openTransportIn } from '../../../drivers/transport/open.ts';
import { until, Witness, withDirectory } from '../support.ts';
import { FakeSystem, type FakeUsb } from './fake-system.ts';

test('a scanner that comes back under another node and port is found by its identity', async () => {
  await using directory = await withDirectory();
  const system = new FakeSystem(directory.path);
  await mkdir(system.roots.dev);
  const usb: FakeUsb = { port: '1-2', vendor: '0c2e', product: '0b6a', serial: 'HW123' };
  const witness = new Witness();
  const device = startScanner(
    {
      id: 's',
      kind: 'scanner',
      transport: {
        type: 'serial',
        path: 'usb:0c2e:0b6a:HW123',
        baudRate: 115_200,
        dataBits: 8,
        stopBits: 1,
        parity: 'none',
      },
    },
    { ...witness.context, openTransport: openTransportIn(system.roots) },
  );
  await until('it is missed', () => witness.isIn('lost'));

  const first = await startScannerSimulator(system.roots.dev, 'ttyACM0');
  await system.modem('ttyACM0', usb);
  await until('the scanner is open', () => witness.isIn('open'));
  await first.scan('A1');
  await until('its scan', () => witness.scans.length === 1);

  await system.unplug(usb, { class: 'tty', name: 'ttyACM0' });
  await first.close();
  await until('the loss', () => witness.isIn('lost'));
  const second = await startScannerSimulator(system.roots.dev, 'ttyACM1');
  await system.modem('ttyACM1', { ...usb, port: '1-4.1' });
  await until('the return', () => witness.isIn('open'));
  await second.scan('A2');
  await until('both scans', () => witness.scans.length === 2);
  expect(witness.scans).toEqual(['A1', 'A2']);
  await device.close();
  await second.close();
});
