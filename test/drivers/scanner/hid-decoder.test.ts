import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { driverLimits } from '../../../drivers/limits.ts';
import { encodeReports } from '../../../drivers/scanner/hid/encode-reports.ts';
import { createHidDecoder } from '../../../drivers/scanner/hid/hid-decoder.ts';

const layout = {
  reportId: 2,
  lengthAt: 1,
  aim: null,
  dataAt: 2,
  dataLength: 10,
  continues: { at: 12, mask: 1 },
} as const;

test('the rest of a code that waited to be read is no code of its own', async () => {
  const codes: string[] = [];
  const faults: string[] = [];
  const decoder = createHidDecoder(layout, {
    onCode: ({ text }) => codes.push(text),
    onFault: (message) => faults.push(message),
  });
  const [head, rest] = encodeReports('0106901234567892', undefined, layout);
  await turn();
  decoder.receive(head ?? new Uint8Array(0));
  const busyUntil = performance.now() + 2 * driverLimits.scanPartMs;
  while (performance.now() < busyUntil);
  // The process was busy: the timer comes first, then the report that waited.
  await turn();
  decoder.receive(rest ?? new Uint8Array(0));
  expect(codes).toEqual(['0106901234567892']);
  expect(faults).toEqual([]);
});
