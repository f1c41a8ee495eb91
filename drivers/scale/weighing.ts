import type { WeightReading } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import type { ScaleAnswer } from './protocol.ts';

/** One question to the scale; undefined when it does not answer in time. */
export type AskWeight = () => Promise<ScaleAnswer | undefined>;

/**
 * Asks until two answers in a row say the same stable weight. None of these protocols has a check
 * sum, so one answer alone may have a digit changed on its way, or tell of the piece before; two
 * that agree to the last byte do not. What the scale cannot weigh is said at once. A question that
 * has been asked is waited for, so that a silent scale is given up a little after `timeoutMs`.
 *
 * @throws DeviceError `device.out-of-range`; at the end of the time `device.unstable`,
 *   `device.bad-data` or `device.timeout`, by what the scale said last.
 */
export async function weigh(
  ask: AskWeight,
  timeoutMs: number,
  isWanted: (reading: WeightReading) => boolean = () => true,
): Promise<WeightReading> {
  const deadline = performance.now() + timeoutMs;
  let before: WeightReading | undefined;
  let trouble: DeviceError | undefined;
  for (;;) {
    if (trouble && performance.now() >= deadline) throw trouble;
    const answer = await ask();
    const reading = answer?.kind === 'weight' ? answer.reading : undefined;
    if (reading && reading.raw === before?.raw && isWanted(reading)) return reading;
    if (answer?.kind === 'unable') throw new DeviceError('device.out-of-range', answer.why);
    before = reading;
    trouble = troubleOf(answer, timeoutMs);
  }
}

function troubleOf(answer: ScaleAnswer | undefined, timeoutMs: number): DeviceError {
  if (!answer) return new DeviceError('device.timeout', 'the scale does not answer');
  if (answer.kind === 'unreadable') return new DeviceError('device.bad-data', answer.why);
  return new DeviceError('device.unstable', `no stable weight in ${timeoutMs} ms`);
}
