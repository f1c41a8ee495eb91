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
  'device.overheated',
  'device.bad-data',
  'device.unstable',
  'device.out-of-range',
  'device.card-removed',
] as const;

export type DeviceErrorCode = (typeof deviceErrorCodes)[number];

export type DeviceFailure = {
  readonly code: DeviceErrorCode;
  /** For developers, in English. */
  readonly message: string;
  /** For `print`: whether bytes of the document may have reached the printer. */
  readonly began?: boolean;
};
