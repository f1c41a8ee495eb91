/** Every upper bound of the product, with its unit in the name. One place, so that they can be read together. */
export const limits = {
  // calls between the page and main
  callPayloadBytes: 64 * 1024,
  rememberedReplies: 1_000,
  pageTimeoutMs: 30_000,

  // the sale
  linesPerSale: 999,
  quantityMilli: 9_999_000,
  priceMinor: 100_000_000,
  saleTotalMinor: 1_000_000_000,
  tendersPerSale: 20,
  suspendedSales: 50,

  // catalogue
  itemNameCharacters: 120,
  codesPerItem: 20,
  importRows: 1_000_000,
  importBytes: 512 * 1024 * 1024,
  importErrorsShown: 100,
  searchResults: 60,
  pageOfItems: 200,

  // people
  pinDigitsMin: 4,
  pinDigitsMax: 8,
  pinFailuresBeforeLock: 5,

  // printing
  printJobLifeMs: 5 * 60_000,

  // devices
  scanBytes: 7_089,
  scanIdleMs: 100,
  deviceTraceBytes: 64 * 1024,
  deviceCallTimeoutMs: 20_000,
  /** A long receipt on a slow line; the driver itself gives up well before. */
  devicePrintTimeoutMs: 120_000,
  deviceHeartbeatMs: 500,
  deviceHangMs: 2_000,
  /** A stable weight comes within this, or the goods move. */
  weighTimeoutMs: 1_000,
  /** A page that watches the scale says so again before this; a page that died stops watching. */
  scaleWatchMs: 20_000,

  // sync
  batchRecords: 200,
  batchBytes: 512 * 1024,
  syncTimeoutMs: 10_000,
  syncBackoffMaxMs: 60_000,
  catalogueBatchItems: 500,
  clockSkewMs: 300_000,

  // payment
  providerTimeoutMs: 10_000,
  /** A certificate that ends sooner than this is spoken of. */
  certificateWarnMs: 30 * 24 * 3_600_000,
} as const;
