import type { DeviceKind } from './config.ts';

/** A device that the system knows of, whether it is configured or not. */
export type FoundDevice = {
  readonly interface: 'serial' | 'hid' | 'usb-printer';
  /** The node as it is now, such as `/dev/ttyUSB0`; good until the device is unplugged. */
  readonly node: string;
  /** The address that finds it again (see `DevicePath`): what settings keep. */
  readonly path: string;
  /** Lower-case hex of four digits; absent for what is on no USB. */
  readonly vendorId?: string;
  readonly productId?: string;
  readonly serialNumber?: string;
  /** Bus and ports, such as `1-2.3`. */
  readonly portPath?: string;
  readonly manufacturer?: string;
  readonly product?: string;
  /** HID only. */
  readonly usagePage?: number;
  readonly usage?: number;
  /** What it probably is, by its usage page, its profile or its class; the first is the likeliest. */
  readonly kinds: readonly DeviceKind[];
  /** Name of the profile that matches it. */
  readonly profile?: string;
};
