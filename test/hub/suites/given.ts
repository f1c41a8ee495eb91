import type { Database } from '../../../hub/database/port.ts';
import type { TestHub } from '../test-hub.ts';

/** What a suite runs against; to be asked for inside a test, when it is there. */
export type Given = () => {
  readonly database: Database;
  readonly hub: TestHub;
  /** Null for an engine that lives in this process alone. */
  readonly url: string | null;
};
