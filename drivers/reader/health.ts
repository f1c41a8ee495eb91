import type { CardSeen, HealthCode, HealthLevel, HealthOutcome } from '../contract.ts';
import { DeviceError } from '../device-error.ts';

/** What a check may ask of a reader. */
export type ReaderUnderTest = {
  readonly isOpen: () => boolean;
  /** What the reader said about itself when it was opened. */
  readonly identity: () => Readonly<Record<string, string>>;
  readonly ping: () => Promise<void>;
  readonly beep: () => Promise<void>;
  readonly awaitCard: (timeoutMs: number) => Promise<CardSeen | null>;
};

/**
 * `internal` looks at the connection, `external` asks for an answer and beeps, `interactive` waits
 * until somebody touches it with a card.
 */
export async function checkReader(
  level: HealthLevel,
  timeoutMs: number,
  reader: ReaderUnderTest,
): Promise<HealthOutcome> {
  const outcome = (
    isHealthy: boolean,
    codes: readonly HealthCode[],
    facts: HealthOutcome['facts'] = {},
  ): HealthOutcome => ({ level, isHealthy, codes, facts: { ...reader.identity(), ...facts } });
  if (!reader.isOpen()) return outcome(false, ['not-connected']);
  try {
    if (level === 'internal') return outcome(true, ['healthy']);
    if (level === 'external') {
      await reader.ping();
      await reader.beep();
      return outcome(true, ['healthy', 'beeped']);
    }
    const card = await reader.awaitCard(timeoutMs);
    return card ? outcome(true, ['card-seen'], { card: card.kind }) : outcome(false, ['no-card']);
  } catch (cause) {
    if (!(cause instanceof DeviceError)) throw cause;
    return outcome(false, [codeOf(cause)], { message: cause.message });
  }
}

function codeOf({ code }: DeviceError): HealthCode {
  if (code === 'device.timeout') return 'no-answer';
  const isAway = code === 'device.offline' || code === 'device.interrupted';
  return isAway ? 'not-connected' : 'error';
}
