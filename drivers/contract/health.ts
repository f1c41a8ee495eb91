/**
 * UnifiedPOS's three depths: `internal` makes no traffic that anyone could notice, `external` lets
 * the device do something by itself, `interactive` needs a person's hand.
 */
export const healthLevels = ['internal', 'external', 'interactive'] as const;
export type HealthLevel = (typeof healthLevels)[number];

/** What a health check may find; the sentences are `health.<code>` in the language files. */
export const healthCodes = [
  'healthy',
  'not-connected',
  'no-answer',
  'paper-out',
  'paper-near-end',
  'cover-open',
  'cutter-jam',
  'overheated',
  'error',
  'printed-strip',
  'shown-text',
  'beeped',
  'zero-read',
  'scan-seen',
  'no-scan',
  'card-seen',
  'no-card',
  'weight-read',
  'no-weight',
  'drawer-opened',
  'drawer-stuck',
  'drawer-level-unknown',
] as const;
export type HealthCode = (typeof healthCodes)[number];

export type HealthOutcome = {
  readonly level: HealthLevel;
  readonly isHealthy: boolean;
  /** In the order found; the first is the headline. */
  readonly codes: readonly HealthCode[];
  /** Facts worth reading, such as a firmware version; keys are plain English words. */
  readonly facts: Readonly<Record<string, string | number>>;
};
