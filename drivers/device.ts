import type { DeviceCalls, DeviceEvent, DeviceMethod, DrawerOutcome } from './contract.ts';
import type { OpenTransport } from './transport/transport.ts';

/** What the device process gives to a driver. */
export type DeviceContext = {
  readonly emit: (event: DeviceEvent) => void;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Opens the wire; a replay of a recorded session gives another one. */
  readonly openTransport: OpenTransport;
  /** Another configured device, for those that hang on one. */
  readonly find: (id: string) => Device | undefined;
};

/** What a driver does, by method; a method that is not there is refused for it. */
export type DeviceHandlers = {
  readonly [Method in DeviceMethod]?: (
    params: DeviceCalls[Method]['params'],
  ) => Promise<DeviceCalls[Method]['value']>;
};

/** What the devices that hang on a printer ask of it. */
export type PrinterPort = {
  readonly kickDrawer: (pin: 2 | 5) => Promise<DrawerOutcome>;
  /** Level of the drawer connector's pin 3; undefined when the printer reports none. */
  readonly drawerLevel: () => Promise<0 | 1 | undefined>;
  /**
   * Tells the level now and at each change, undefined while it is not known. Ends with the function
   * given back, and with the printer.
   */
  readonly onDrawerLevel: (listener: (level: 0 | 1 | undefined) => void) => () => void;
  /** Bytes for a display that is wired through the printer. */
  readonly passThrough: (bytes: Uint8Array) => Promise<void>;
};

/**
 * A driver at work. Handlers throw a DeviceError for what is expected to go wrong. `freeze` is not
 * a driver's: the device model holds input back for all of them.
 */
export type Device = {
  readonly handlers: DeviceHandlers;
  readonly printerPort?: PrinterPort;
  readonly close: () => Promise<void>;
};
