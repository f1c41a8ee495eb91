import type { DeviceCall, DeviceEvent, DeviceValue, DrawerOutcome } from './contract.ts';

/** What the device process gives to a driver. */
export type DeviceContext = {
  readonly emit: (event: DeviceEvent) => void;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Another configured device, for those that hang on one. */
  readonly find: (id: string) => Device | undefined;
};

/** A driver at work. Calls throw a DeviceError for what is expected to go wrong. */
export type Device = {
  readonly call: (call: DeviceCall) => Promise<DeviceValue>;
  /** What a drawer asks of the printer it hangs on. */
  readonly kickDrawer?: (pin: 2 | 5) => Promise<DrawerOutcome>;
  readonly close: () => Promise<void>;
};
