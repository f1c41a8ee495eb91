import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { driverLimits } from '../../../drivers/limits.ts';
import { createSerialDecoder } from '../../../drivers/scanner/serial-decoder.ts';

function heard() {
  const codes: string[] = [];
  const faults: string[] = [];
  const decoder = createSerialDecoder({
    onCode: ({ text }) => codes.push(text),
    onFault: (message) => faults.push(message),
  });
  const send = (text: string): void => decoder.receive(Buffer.from(text, 'latin1'));
  return { codes, faults, decoder, send };
}

afterEach(() => void vi.useRealTimers());

test('a scanner that sends no end is understood by its silence', () => {
  vi.useFakeTimers();
  const { codes, send } = heard();
  send('690123');
  send('4567892');
  vi.advanceTimersByTime(driverLimits.scanIdleMs);
  send('A1');
  vi.advanceTimersByTime(driverLimits.scanIdleMs);
  expect(codes).toEqual(['6901234567892', 'A1']);
});

test('a code of a scanner that sends ends is not cut in two where it is held up on the way', () => {
  vi.useFakeTimers();
  const { codes, send } = heard();
  send('A1\r\n69012');
  vi.advanceTimersByTime(2 * driverLimits.scanIdleMs);
  send('34567892\r\n');
  expect(codes).toEqual(['A1', '6901234567892']);
});

test('a code is not cut in two because this process was busy', async () => {
  const { codes, send } = heard();
  await turn();
  send('69012');
  const busyUntil = performance.now() + 3 * driverLimits.scanIdleMs;
  while (performance.now() < busyUntil);
  // The rest has been waiting to be read; the timer comes first.
  await turn();
  send('34567892\r');
  expect(codes).toEqual(['6901234567892']);
});

test('the rest of a code that was too long is no code, and after a silence the next one is', () => {
  vi.useFakeTimers();
  const { codes, faults, send } = heard();
  send('x'.repeat(driverLimits.scanBytes + 1));
  send('xxx\rA1\r');
  send('y'.repeat(driverLimits.scanBytes + 1));
  vi.advanceTimersByTime(driverLimits.scanEndedIdleMs);
  send('A2\r');
  expect([codes, faults.length]).toEqual([['A1', 'A2'], 2]);
});

test('half a code from before a break does not become the head of the next one', () => {
  const { codes, decoder, send } = heard();
  send('HALF');
  decoder.reset();
  send('A1\r');
  expect(codes).toEqual(['A1']);
});
