import { expect, test } from 'vitest';
import { deviceErrorCodes } from '../../drivers/contract.ts';
import { driverLimits } from '../../drivers/limits.ts';
import { failureCodes } from '../../main/contract/failure.ts';
import { limits } from '../../main/contract/limits.ts';

test('the device process and the terminal use the same words for device failures', () => {
  const terminal = failureCodes.filter((code) => code.startsWith('device.'));
  expect([...deviceErrorCodes]).toEqual(terminal);
});

test('the device process and the terminal agree on the limits that both name', () => {
  expect(driverLimits.scanBytes).toBe(limits.scanBytes);
  expect(driverLimits.scanIdleMs).toBe(limits.scanIdleMs);
});

test('a print job comes to its end before the terminal gives its call up', () => {
  const { printJobTimeoutMs, statusTimeoutMs } = driverLimits;
  // Four questions before, and at most three that begin just before the job's time is over.
  const longestMs = 4 * statusTimeoutMs + printJobTimeoutMs + 3 * statusTimeoutMs;
  expect(longestMs).toBeLessThan(limits.deviceCallTimeoutMs);
});
