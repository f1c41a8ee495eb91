/** A code as the wire gave it, before its affixes are taken off. */
export type RawCode = {
  readonly text: string;
  /** From a field of its own, where the wire has one. */
  readonly aim?: string;
};

export type DecoderListener = {
  readonly onCode: (code: RawCode) => void;
  /** A code is lost; says why. */
  readonly onFault: (message: string) => void;
};

/** Turns what comes off a scanner's wire into codes. */
export type Decoder = {
  readonly receive: (bytes: Uint8Array) => void;
  /** Forgets what has come of a code: the connection is another one. */
  readonly reset: () => void;
};
