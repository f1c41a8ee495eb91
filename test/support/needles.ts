import { createPrivateKey, type KeyObject } from 'node:crypto';

/** Something that must not be written down anywhere. */
export type Secret = {
  readonly name: string;
  readonly kind: 'digits' | 'text' | 'key';
  readonly value: string;
};

/** As much of a payment code as nothing else has by chance, and more than the four that may be shown. */
const runLength = 10;
/** Of a key's base64: 24 characters are 18 bytes. */
const keyPieceLength = 24;

/** Of a private key's DER, the part at the beginning in which its modulus is. */
const publicPart = 0.3;
/** So many bytes of a private key's DER are looked for by their first sixteen. */
const derStep = 256;

/** Shorter than this, or of so few sorts of digits, a run is found by chance. */
const digitSortsMin = 4;

/**
 * Looks for secrets in texts of any kind, in plain, as hex, as base64, in groups of digits, and, of
 * digits, for any run of ten.
 */
export class Needles {
  readonly #runs = new Map<string, string>();
  readonly #keyPieces = new Map<string, string>();
  readonly #texts = new Map<string, string>();

  constructor(secrets: readonly Secret[]) {
    for (const { name, kind, value } of secrets) {
      if (kind === 'digits') this.#addRuns(name, value);
      if (kind === 'key') this.#addKey(name, value);
      else this.#addText(name, value);
    }
  }

  /** What of the secrets is in there, each by its name and how it was found. */
  in(bytes: Buffer): string[] {
    const text = bytes.toString('latin1');
    const found = new Set<string>();
    for (const [needle, name] of this.#texts) if (text.includes(needle)) found.add(name);
    find(digitRuns(text), this.#runs, runLength, found);
    find(base64Runs(text), this.#keyPieces, keyPieceLength, found);
    return [...found];
  }

  #addRuns(name: string, digits: string): void {
    for (let at = 0; at + runLength <= digits.length; at += 1) {
      const run = digits.slice(at, at + runLength);
      if (new Set(run).size >= digitSortsMin) this.#runs.set(run, `${name}, ten digits of it`);
    }
  }

  #addText(name: string, value: string): void {
    const bytes = Buffer.from(value);
    const hex = bytes.toString('hex');
    this.#texts.set(value, name);
    this.#texts.set(hex, `${name}, as hex`);
    this.#texts.set(hex.toUpperCase(), `${name}, as hex`);
    for (const piece of inBase64(bytes)) this.#texts.set(piece, `${name}, as base64`);
  }

  /** The private half alone: the modulus, which comes first, is in the public key too. */
  #addKey(name: string, pem: string): void {
    const key = createPrivateKey(pem);
    for (const der of wrappings(key)) {
      const whole = der.toString('base64');
      const base64 = whole.slice(Math.floor(whole.length * publicPart));
      for (let at = 0; at + keyPieceLength <= base64.length; at += keyPieceLength / 3) {
        this.#keyPieces.set(base64.slice(at, at + keyPieceLength), name);
      }
    }
    const der = key.export({ type: 'pkcs8', format: 'der' });
    for (let at = Math.floor(der.length * publicPart); at + 16 <= der.length; at += derStep) {
      const piece = der.subarray(at, at + 16);
      this.#texts.set(piece.toString('hex'), `${name}, as hex`);
      this.#texts.set(piece.toString('hex').toUpperCase(), `${name}, as hex`);
      this.#texts.set(piece.toString('latin1'), `${name}, as bytes`);
    }
  }
}

/** Looks up every piece of every run. */
function find(
  runs: Iterable<string>,
  pieces: ReadonlyMap<string, string>,
  length: number,
  found: Set<string>,
): void {
  for (const run of runs) {
    for (let at = 0; at + length <= run.length; at += 1) {
      const name = pieces.get(run.slice(at, at + length));
      if (name !== undefined) found.add(name);
    }
  }
}

function* base64Runs(text: string): Generator<string> {
  for (const [run] of text.matchAll(/[A-Za-z0-9+/]{24,}/g)) yield run;
}

function wrappings(key: KeyObject): Buffer[] {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  if (key.asymmetricKeyType !== 'rsa') return [pkcs8];
  return [pkcs8, key.export({ type: 'pkcs1', format: 'der' })];
}

/** What base64 makes of these bytes wherever they begin, without the characters that others share. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const isWhole = (offset + bytes.length) % 3 === 0;
    return shifted.slice(offset === 0 ? 0 : 4, isWhole ? undefined : -4);
  });
}

/** Runs of ten digits and more: plain, in groups, and in hex. */
function* digitRuns(text: string): Generator<string> {
  for (const [run] of text.matchAll(/[0-9](?:[ -]?[0-9]){9,}/g)) yield run.replaceAll(/[ -]/g, '');
  for (const [run] of text.matchAll(/(?:3[0-9]){10,}/g)) {
    yield Buffer.from(run, 'hex').toString('latin1');
    yield Buffer.from(run.slice(1), 'hex').toString('latin1');
  }
}
