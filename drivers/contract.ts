import type { PrintDocument } from './printer/document.ts';
import type { PrinterProfile, PrinterProfileName } from './printer/profile.ts';

/**
 * What the terminal and the device process say to each other: plain JSON, so that it crosses
 * `child_process` and Electron's `utilityProcess` alike.
 */

// --- configuration ---------------------------------------------------------------------------

export type SerialTransport = {
  readonly type: 'serial';
  /** A udev symlink such as `/dev/pos-scanner`, never `ttyUSB0`, which moves. */
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly stopBits: 1 | 2;
  readonly parity: 'none' | 'even' | 'odd';
};

export type TcpTransport = { readonly type: 'tcp'; readonly host: string; readonly port: number };

/** A device node that is written as a file, such as `/dev/usb/lp0`. */
export type CharacterDeviceTransport = { readonly type: 'character-device'; readonly path: string };

export type TransportConfig = SerialTransport | TcpTransport | CharacterDeviceTransport;

export type ScannerConfig = {
  readonly id: string;
  readonly kind: 'scanner';
  readonly transport: SerialTransport;
  /** Characters that the scanner is set to send before or after each code; taken off. */
  readonly prefix?: string;
  readonly suffix?: string;
};

export type PrinterConfig = {
  readonly id: string;
  readonly kind: 'printer';
  readonly transport: TransportConfig;
  readonly profile: PrinterProfileName | PrinterProfile;
};

export type DrawerConfig = {
  readonly id: string;
  readonly kind: 'drawer';
  /** Id of the printer that the drawer hangs on. */
  readonly printer: string;
  /** Pin of the printer's drawer connector. */
  readonly pin: 2 | 5;
};

export type DeviceConfig = ScannerConfig | PrinterConfig | DrawerConfig;
export type DeviceKind = DeviceConfig['kind'];

// --- errors ----------------------------------------------------------------------------------

/** The `device.*` words of the terminal's failure codes; a test compares the two lists. */
export const deviceErrorCodes = [
  'device.offline',
  'device.timeout',
  'device.busy',
  'device.not-configured',
  'device.interrupted',
  'device.paper-out',
  'device.cover-open',
  'device.cutter-jam',
  'device.bad-data',
] as const;

export type DeviceErrorCode = (typeof deviceErrorCodes)[number];

export type DeviceFailure = {
  readonly code: DeviceErrorCode;
  /** For developers, in English. */
  readonly message: string;
  /** For `print`: whether bytes of the document may have reached the printer. */
  readonly began?: boolean;
};

// --- calls -----------------------------------------------------------------------------------

export type PrintRequest = {
  readonly jobId: string;
  readonly document: PrintDocument;
};

/** `accepted`: the printer answered after the last byte; `sent`: it gives no answers at all. */
export type PrintOutcome = { readonly jobId: string; readonly confirmation: 'accepted' | 'sent' };

export type DrawerOutcome = {
  /** Level of the connector's pin 3; which level means open depends on the drawer. */
  readonly levelBefore?: 0 | 1;
  readonly levelAfter?: 0 | 1;
  /** Absent when the printer reports no level. */
  readonly hasMoved?: boolean;
};

/** Parameters and value of every call, by method. */
export type DeviceCalls = {
  readonly print: { readonly params: PrintRequest; readonly value: PrintOutcome };
  readonly status: { readonly params: null; readonly value: PrinterStatus };
  readonly open: { readonly params: null; readonly value: DrawerOutcome };
};

/** `print` and `status` are a printer's, `open` is a drawer's. */
export type DeviceMethod = keyof DeviceCalls;

export type DeviceCall = {
  [Method in DeviceMethod]: {
    readonly method: Method;
    readonly params: DeviceCalls[Method]['params'];
  };
}[DeviceMethod];

export type DeviceValue = DeviceCalls[DeviceMethod]['value'];

// --- events ----------------------------------------------------------------------------------

export type DeviceState = 'closed' | 'opening' | 'open' | 'lost';

export type PrinterStatus = {
  /** Ready to print: reachable, and not stopped by paper, cover, button or error. */
  readonly isOnline: boolean;
  readonly isPaperOut: boolean;
  readonly isPaperNearEnd: boolean;
  readonly isCoverOpen: boolean;
  readonly hasCutterError: boolean;
  /** Needs to be switched off and on. */
  readonly hasUnrecoverableError: boolean;
  readonly drawerLevel?: 0 | 1;
};

export type DeviceEvent =
  | { readonly kind: 'state'; readonly state: DeviceState; readonly reason?: string }
  | {
      readonly kind: 'scan';
      /** Latin-1; GS1 separators (0x1D) are kept. */
      readonly code: string;
      /** The AIM identifier as sent, such as `]E0`; a hint, the check digit is the truth. */
      readonly aim?: string;
      readonly symbology?: string;
      /** UTC milliseconds. */
      readonly at: number;
    }
  | { readonly kind: 'printer-status'; readonly status: PrinterStatus }
  | {
      readonly kind: 'trace';
      readonly direction: 'in' | 'out';
      readonly hex: string;
      /** All bytes of the transfer; `hex` holds the first of them. */
      readonly byteCount: number;
      readonly at: number;
    }
  | { readonly kind: 'fault'; readonly code: DeviceErrorCode; readonly message: string };

// --- messages --------------------------------------------------------------------------------

export type ParentMessage =
  | { readonly type: 'configure'; readonly devices: readonly DeviceConfig[] }
  | ({ readonly type: 'call'; readonly id: number; readonly device: string } & DeviceCall)
  | { readonly type: 'ping'; readonly id: number }
  | { readonly type: 'shutdown' };

export type ChildMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'event'; readonly device: string; readonly event: DeviceEvent }
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly value: DeviceValue }
  | {
      readonly type: 'reply';
      readonly id: number;
      readonly ok: false;
      readonly error: DeviceFailure;
    }
  | { readonly type: 'pong'; readonly id: number };
