import type { ChildMessage, ParentMessage } from '../../drivers/contract.ts';

/** The device process as its supervisor sees it, whichever host started it. */
export type DeviceChild = {
  readonly pid: number | undefined;
  readonly send: (message: ParentMessage) => void;
  readonly onMessage: (listener: (message: ChildMessage) => void) => void;
  /** Called once, also when the process could not be started. */
  readonly onExit: (listener: (reason: string) => void) => void;
};

/** Starts the module at `path` as a device process: `forkDeviceProcess`, or Electron's `utilityProcess`. */
export type SpawnDeviceProcess = (path: string) => DeviceChild;
