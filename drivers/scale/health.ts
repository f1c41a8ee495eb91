import type {
  DeviceErrorCode,
  HealthCode,
  HealthLevel,
  HealthOutcome,
  WeightReading,
} from '../contract.ts';
import { DeviceError } from '../device-error.ts';

/** What a check may ask of a scale. */
export type ScaleUnderTest = {
  readonly isOpen: () => boolean;
  /** Milliseconds since its last byte; undefined before the first. */
  readonly silentMs: () => number | undefined;
  readonly weigh: (isWanted: (reading: WeightReading) => boolean) => Promise<WeightReading>;
};

/**
 * `internal` looks at the connection; `external` reads what the scale shows now; `interactive`
 * waits until somebody puts something on it.
 */
export async function checkScale(
  level: HealthLevel,
  timeoutMs: number,
  scale: ScaleUnderTest,
): Promise<HealthOutcome> {
  const outcome = (isHealthy: boolean, code: HealthCode, facts: HealthOutcome['facts'] = {}) => ({
    level,
    isHealthy,
    codes: [code],
    facts,
  });
  if (!scale.isOpen()) return outcome(false, 'not-connected');
  if (level === 'internal') {
    const silentMs = scale.silentMs();
    return outcome(true, 'healthy', silentMs === undefined ? {} : { 'last byte ms ago': silentMs });
  }
  const isAny = level === 'external';
  try {
    const reading = await scale.weigh(({ valueMicro }) => isAny || valueMicro > 0);
    const facts = { milligrams: reading.milligrams, unit: reading.unit, answer: reading.raw };
    return outcome(true, reading.valueMicro === 0 ? 'zero-read' : 'weight-read', facts);
  } catch (cause) {
    if (!(cause instanceof DeviceError)) throw cause;
    return outcome(false, healthCodes[cause.code] ?? 'error', {
      message: cause.message,
      'timeout ms': timeoutMs,
    });
  }
}

const healthCodes: Partial<Record<DeviceErrorCode, HealthCode>> = {
  'device.timeout': 'no-answer',
  'device.unstable': 'no-weight',
  'device.offline': 'not-connected',
  'device.interrupted': 'not-connected',
};
