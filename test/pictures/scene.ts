import type { WindowName } from '../../main/host/host.ts';
import type { Stage } from './stage.ts';

export type Scene = {
  readonly name: string;
  readonly window?: WindowName;
  /** Brings the stage from the scene before to this one. */
  play(stage: Stage): Promise<void>;
};
