/** Upper bounds of the device process, with their units; those named in `main/contract/limits.ts` agree with it. */
export const driverLimits = {
  // scanner
  scanBytes: 7_089,
  /** Silence that ends a code, for scanners that send no end (device-facts 2). */
  scanIdleMs: 100,
  /** The same for a scanner that has sent ends: longer than a system is held up, shorter than a person takes to scan again. */
  scanEndedIdleMs: 500,
  /** Between two reports of one code, which follow each other within milliseconds. */
  scanPartMs: 500,
  scannerWriteTimeoutMs: 1_000,
  /** At each rate, until the next one is tried; a person scans once or twice in it. */
  autoBaudSliceMs: 2_000,

  // connections
  /** A device that is back is at work within a second (quality R6); a look costs a few reads. */
  reconnectDelaysMs: [250, 500, 800],
  tcpConnectTimeoutMs: 3_000,
  /** A serial open normally takes milliseconds; a stuck USB bridge takes for ever. */
  serialOpenTimeoutMs: 3_000,
  serialCloseTimeoutMs: 2_000,
  /** Opening a HID node takes milliseconds. */
  hidOpenTimeoutMs: 3_000,
  hidCloseTimeoutMs: 2_000,
  pathCheckMs: 1_000,
  traceBytesPerTransfer: 4_096,

  /** Scans and cards kept while a dialogue stands. */
  frozenInputs: 64,

  // printer
  statusTimeoutMs: 500,
  statusPollMs: 2_000,
  /** While it is stopped: receipts wait, and must come out within a second of being able to. */
  stoppedPollMs: 500,
  /** Between two looks at a printer that reports by itself: a dead line must be noticed all the same. */
  automaticStatusCheckMs: 10_000,
  /** From a document's first byte to its last answer, on a wire faster than the printer. */
  printJobTimeoutMs: 16_000,
  /** The same on the slowest line. With the wait for its turn, below the terminal's 120 s. */
  printJobMaxTimeoutMs: 100_000,
  /** A work that waited longer for its turn is not begun: nobody expects it any more. */
  printerWaitTimeoutMs: 15_000,
  /** A printer with a full buffer answers only when it has printed some of it. */
  printConfirmTimeoutMs: 4_000,
  /** Works waiting for one printer. */
  printerQueue: 16,
  /** Most bytes between two questions for the status, and in one raster strip. */
  segmentBytes: 4_096,
  /** Cheap printers read only the low byte of a raster's row count (device-facts 1.1). */
  rasterRows: 255,

  /** Most bytes that a technician sends by hand. */
  rawBytes: 1_024,
  /** A printing system that is asked for longer is stuck. */
  cupsTimeoutMs: 10_000,

  // drawer
  drawerSettleMs: 500,
  /** From pulse to pulse: four times the longest one (100 ms), and itself (device-facts 5). */
  drawerKickGapMs: 500,
  /** A drawer opens a few times a minute at most; more is a stuck button. */
  drawerKicksPerMinute: 20,
  /** How often a watched drawer makes sure that it hangs on the printer of now. */
  drawerWatchMs: 1_000,
  drawerPollMs: 100,

  // scale
  /** Between an answer and the next question. */
  scaleGapMs: 100,
  /** An 8217 wants 200 ms between commands (device-facts 5). */
  toledoGapMs: 220,
  /** An answer comes within one measuring cycle; a second is more than enough (public NCI manuals). */
  scaleAnswerTimeoutMs: 1_000,
  scaleAnswerBytes: 64,
  scaleWriteTimeoutMs: 1_000,
  scaleZeroTimeoutMs: 5_000,
  /** Calls waiting for one scale, and how long each may wait. */
  scaleQueue: 8,
  scaleWaitMs: 10_000,

  // display
  /** Two lines are 50 bytes: 53 ms at 9,600 baud. */
  displayWriteTimeoutMs: 1_000,
  /** How long a test's text stands before the sale's comes back. */
  displayTestMs: 5_000,
  /** A display behind a printer is tried again this often while the printer does not pass its text on. */
  displayRetryMs: 5_000,

  // reader
  /** Longest message of a reader, put together from its reports. */
  readerMessageBytes: 4_096,
  readerWriteTimeoutMs: 1_000,
  readerAnswerTimeoutMs: 2_000,
  /** Cards answer in well under a second; a reader silent for so long is asked whether it is there. */
  cardAnswerTimeoutMs: 3_000,
  /** From the card's first answer to its last byte. */
  cardReadTimeoutMs: 10_000,
  /** One look for a card: a reading in progress can be ended after each. */
  cardPollMs: 500,
  /** Between two looks at a card that stays. */
  cardPresencePollMs: 300,
  /** Looks without a card until it counts as gone. */
  cardAbsentPolls: 2,
  /** After a fault of the reader while it looks for cards by itself. */
  cardPollRetryMs: 1_000,
  /** Questions waiting for one reader. */
  readerQueue: 16,
  readerWaitMs: 10_000,
  /** NDEF message of a tag; NTAG216, the largest common one, has 888 bytes. */
  ndefBytes: 2_048,
  ndefRecords: 32,
} as const;
