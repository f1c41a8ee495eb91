import type { CardChannel } from './card/apdu.ts';
import type { FoundCard } from './card/kind.ts';

export type ReaderLight = 'off' | 'green' | 'red';

/** The field in which a reader finds cards. */
export type CardField = {
  /** Nothing is found before; must be stopped whatever happens, or the reader stays in that mode. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Undefined when no card came in time. */
  readonly poll: (timeoutMs: number) => Promise<FoundCard | undefined>;
  readonly channel: CardChannel;
};

/**
 * What readers have in common, whatever they speak. All throw `device.timeout`, `device.bad-data`,
 * `device.interrupted` or `device.offline`.
 */
export type ReaderProtocol = {
  /** A report as it came, its id first where it has one. */
  readonly receive: (report: Uint8Array) => void;
  /** The connection is another one from here on; no answer on the old one will come. */
  readonly reset: (reason: string) => void;
  /** Brings the reader to rest, whatever it was left in, and asks who it is. */
  readonly greet: () => Promise<Readonly<Record<string, string>>>;
  readonly ping: () => Promise<void>;
  readonly beep: (times: number) => Promise<void>;
  readonly light: (light: ReaderLight) => Promise<void>;
  /** One report as it is; whatever it is answered is not taken for anything else. */
  readonly sendRaw: (report: Uint8Array) => Promise<void>;
  /** Ends a transaction that the reader may be in. */
  readonly cancelTransaction: () => Promise<void>;
  /** Undefined where the reader's way to a card is not known to us. */
  readonly field: CardField | undefined;
};
