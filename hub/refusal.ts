import type { HubErrorCode } from '../main/contract/sync/wire.ts';

const statuses: Record<HubErrorCode, number> = {
  malformed: 400,
  'too-large': 413,
  'not-found': 404,
  unauthorised: 401,
  'clock-skew': 401,
  replay: 401,
  'too-many': 429,
  enrolment: 403,
  gap: 409,
  fork: 409,
  chain: 422,
  cursor: 409,
  internal: 500,
};

/** An answer that says no, on its way to the border. */
export class Refusal extends Error {
  readonly code: HubErrorCode;
  readonly acknowledgedSeq: number | undefined;

  constructor(code: HubErrorCode, message: string, acknowledgedSeq?: number) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.acknowledgedSeq = acknowledgedSeq;
  }

  get status(): number {
    return statuses[this.code];
  }
}
