import type { PrinterProfileName } from '../printer/profile.ts';
import type { PrinterProfile } from '../profiles/printer-profile.ts';
import type { ScannerProfile } from '../profiles/scanner-profile.ts';

/**
 * Where a device is. A path that does not move, such as the udev symlink `/dev/pos-scanner`; or
 * `usb:VVVV:PPPP`, `usb:VVVV:PPPP:SERIAL`, `usb:VVVV:PPPP@PORT` (`usb:0c2e:0b61@1-2.3`), looked up
 * at every opening by vendor and product (hex), serial number and the port it is plugged into.
 * `@1-2.3:1.1` is the second interface there, for adapters with several serial ports. Never
 * `ttyUSB0` or `hidraw3` by hand: those names go to whoever comes first.
 */
export type DevicePath = string;

export type SerialTransport = {
  readonly type: 'serial';
  readonly path: DevicePath;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly stopBits: 1 | 2;
  readonly parity: 'none' | 'even' | 'odd';
  /** For slow printers with small buffers; none when absent. */
  readonly flowControl?: 'rts-cts' | 'xon-xoff';
};

export type TcpTransport = { readonly type: 'tcp'; readonly host: string; readonly port: number };

/** A device node that is written as a file, such as `/dev/usb/lp0`. */
export type CharacterDeviceTransport = {
  readonly type: 'character-device';
  readonly path: DevicePath;
};

/** A raw queue of the printing system, where the printer can be reached in no other way; no status. */
export type CupsTransport = { readonly type: 'cups'; readonly queue: string };

/**
 * Whole HID reports, as Linux hidraw has them. A report that is read begins with its id when the
 * device numbers its reports and with its data when it does not; one that is written always
 * begins with the id, 0 for unnumbered ones.
 */
export type HidTransport = { readonly type: 'hid'; readonly path: DevicePath };

/**
 * The same reports over a local socket, each behind its length in two bytes, big-endian: the wire
 * of the simulated HID devices, where the kernel has none to give. The device greets with an empty
 * report.
 */
export type HidSocketTransport = { readonly type: 'hid-socket'; readonly path: string };

export type StreamTransport =
  | SerialTransport
  | TcpTransport
  | CharacterDeviceTransport
  | CupsTransport;
export type ReportTransport = HidTransport | HidSocketTransport;
export type TransportConfig = StreamTransport | ReportTransport;

/** What a scanner is for: `payment` reads customers' phones, `goods` everything else. */
export type ScannerRole = 'any' | 'goods' | 'payment';

export type ScannerConfig = {
  readonly id: string;
  readonly kind: 'scanner';
  readonly transport: SerialTransport | ReportTransport;
  /** `any` when absent. */
  readonly role?: ScannerRole;
  /** Says how a HID scanner's reports are laid out; a serial scanner needs none. */
  readonly profile?: ScannerProfile;
  /** Characters that the scanner is set to send before or after each code; taken off. */
  readonly prefix?: string;
  readonly suffix?: string;
};

export type PrinterRole = 'receipt' | 'kitchen' | 'label';

export type PrinterConfig = {
  readonly id: string;
  readonly kind: 'printer';
  readonly transport: StreamTransport;
  readonly profile: PrinterProfileName | PrinterProfile;
  /** `receipt` when absent. */
  readonly role?: PrinterRole;
};

export type DrawerConfig = {
  readonly id: string;
  readonly kind: 'drawer';
  /** Id of the printer that the drawer hangs on. */
  readonly printer: string;
  /** Pin of the printer's drawer connector. */
  readonly pin: 2 | 5;
  /** Level of the connector's pin 3 while the drawer is open; learned in set-up. */
  readonly openLevel?: 0 | 1;
  /** Open for longer than this raises an alarm; none when absent. */
  readonly leftOpenMs?: number;
};

export type DisplayConfig = {
  readonly id: string;
  readonly kind: 'display';
  /** A wire of its own, or the printer that passes its bytes through. */
  readonly transport:
    | SerialTransport
    | TcpTransport
    | { readonly type: 'printer'; readonly printer: string };
  readonly protocol: 'cd5220' | 'escpos';
  /** What its font has. */
  readonly charset: 'ascii' | 'gb18030';
};

export type ScaleProtocol = 'toledo-8217' | 'nci' | 'mt-sics' | 'hid';

export type ScaleConfig = {
  readonly id: string;
  readonly kind: 'scale';
  readonly transport: SerialTransport | TcpTransport | ReportTransport;
  readonly protocol: ScaleProtocol;
};

export type ReaderConfig = {
  readonly id: string;
  readonly kind: 'reader';
  readonly transport: ReportTransport;
  readonly protocol: 'neo2' | 'mms';
  /** Looks for cards all the time and raises `card` for each; only when asked when absent. */
  readonly isPolling?: boolean;
};

export type DeviceConfig =
  | ScannerConfig
  | PrinterConfig
  | DrawerConfig
  | DisplayConfig
  | ScaleConfig
  | ReaderConfig;
export type DeviceKind = DeviceConfig['kind'];
