import { encodeTlv, innermost, parseTlvs } from './tlv.ts';

/** The property that holds the serial number, as the maker's documentation asks for it. */
const serialProperty = Buffer.from('81072b06010401f609850102890ae108e106e104e102c100', 'hex');
const valueTag = 0x89;

/** Parameters of get-property for the serial number (payment-facts 10.5). */
export function encodeGetSerial(): Uint8Array {
  return Uint8Array.from(serialProperty);
}

/** The value that a get-property answer brings, as it is; undefined when there is none. */
export function parseProperty(parameters: Uint8Array): Uint8Array | undefined {
  const value = parseTlvs(parameters).find(({ tag }) => tag === valueTag)?.value;
  return value && innermost(value);
}

/** Hertz and milliseconds of a beep, and of the silence between two: below 50 Hz none is heard. */
const beepHertz = 2_000;
const beepMs = 120;
const silenceMs = 100;

/** How long so many beeps sound. */
export function beepsMs(times: number): number {
  return times * beepMs + (times - 1) * silenceMs;
}

/** Parameters of the buzzer: at most ten tones (public DynaFlex II Go manual, p. 113). */
export function encodeBeeps(times: number): Uint8Array {
  const tones: Buffer[] = [];
  for (let beep = 0; beep < times; beep++) {
    if (beep > 0) tones.push(encodeTone(0, silenceMs));
    tones.push(encodeTone(beepHertz, beepMs));
  }
  return encodeTlv(0x81, Buffer.concat(tones));
}

function encodeTone(hertz: number, durationMs: number): Buffer {
  const tone = Buffer.alloc(4);
  tone.writeUInt16BE(hertz);
  tone.writeUInt16BE(durationMs, 2);
  return tone;
}

export type MmsTransaction = {
  readonly timeoutSeconds: number;
  readonly amountMinor: number;
  /** ISO 4217 number. */
  readonly currency: number;
};

/**
 * Parameters of start-transaction, laid out as the one example that is public (payment-facts 10.5):
 * 82 the time, A3 the interfaces, 84 and 86 the EMV part. What A3 and 84 hold is copied from it.
 * No handler of ours sends it.
 */
export function encodeStartTransaction(transaction: MmsTransaction): Uint8Array {
  const { timeoutSeconds, amountMinor, currency } = transaction;
  const amount = Buffer.from(String(amountMinor).padStart(12, '0'), 'hex');
  const code = Buffer.from(String(currency).padStart(4, '0'), 'hex');
  const emv = Buffer.concat([
    Uint8Array.of(0x9c, 0x01, 0x00),
    Uint8Array.of(0x9f, 0x02, amount.length, ...amount),
    Uint8Array.of(0x9f, 0x03, 0x06, 0, 0, 0, 0, 0, 0),
    Uint8Array.of(0x5f, 0x2a, code.length, ...code),
  ]);
  return Uint8Array.from(
    Buffer.concat([
      encodeTlv(0x82, Uint8Array.of(timeoutSeconds)),
      encodeTlv(0xa3, Buffer.from('810101820101830101', 'hex')),
      encodeTlv(0x84, Uint8Array.of(0x00, 0x03)),
      encodeTlv(0x86, emv),
    ]),
  );
}
