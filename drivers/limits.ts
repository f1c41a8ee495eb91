/** Upper bounds of the device process, with their units; those named in `main/contract/limits.ts` agree with it. */
export const driverLimits = {
  // scanner
  scanBytes: 7_089,
  scanIdleMs: 100,

  // connections
  reconnectDelaysMs: [250, 500, 1_000, 2_000, 5_000],
  tcpConnectTimeoutMs: 3_000,
  /** A serial open normally takes milliseconds; a stuck USB bridge takes for ever. */
  serialOpenTimeoutMs: 3_000,
  serialCloseTimeoutMs: 2_000,
  /** Opening a HID node takes milliseconds. */
  hidOpenTimeoutMs: 3_000,
  pathCheckMs: 1_000,
  traceBytesPerTransfer: 4_096,

  /** Scans and cards kept while a dialogue stands. */
  frozenInputs: 64,

  // printer
  statusTimeoutMs: 500,
  statusPollMs: 2_000,
  /** From a document's first byte to its last answer; with the question before, below the terminal's 20 s. */
  printJobTimeoutMs: 16_000,
  /** A printer with a full buffer answers only when it has printed some of it. */
  printConfirmTimeoutMs: 4_000,
  /** Works waiting for one printer. */
  printerQueue: 16,
  /** Most bytes between two questions for the status, and in one raster strip. */
  segmentBytes: 4_096,
  /** Cheap printers read only the low byte of a raster's row count (device-facts 1.1). */
  rasterRows: 255,

  // drawer
  drawerSettleMs: 500,
} as const;
