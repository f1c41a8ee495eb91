import { uriPrefixes } from '../card/uri-prefixes.ts';

const begin = 0x80;
const end = 0x40;
const short = 0x10;

/** One record: how its type is named (1 well-known, 4 external), its type, its payload. */
export type SimulatedRecord = {
  readonly format: number;
  readonly type: string;
  readonly payload: Uint8Array;
};

export function textRecord(language: string, text: string, isUtf16 = false): SimulatedRecord {
  const bytes = isUtf16 ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'utf8');
  const status = language.length + (isUtf16 ? 0x80 : 0);
  const payload = Buffer.concat([Uint8Array.of(status), Buffer.from(language, 'latin1'), bytes]);
  return { format: 1, type: 'T', payload };
}

/** Shortened by the first prefix of the table that fits. */
export function uriRecord(uri: string): SimulatedRecord {
  const code = uriPrefixes.findIndex((prefix) => prefix !== '' && uri.startsWith(prefix));
  const rest = uri.slice(code < 0 ? 0 : (uriPrefixes[code] ?? '').length);
  const payload = Buffer.concat([Uint8Array.of(Math.max(code, 0)), Buffer.from(rest, 'utf8')]);
  return { format: 1, type: 'U', payload };
}

export function externalRecord(type: string, payload: Uint8Array): SimulatedRecord {
  return { format: 4, type, payload };
}

export function encodeNdef(records: readonly SimulatedRecord[]): Uint8Array {
  return Uint8Array.from(
    Buffer.concat(
      records.map(({ format, type, payload }, index) => {
        const isShort = payload.length <= 0xff;
        const flags =
          format |
          (isShort ? short : 0) |
          (index === 0 ? begin : 0) |
          (index === records.length - 1 ? end : 0);
        const length = Buffer.alloc(isShort ? 1 : 4);
        if (isShort) length.writeUInt8(payload.length);
        else length.writeUInt32BE(payload.length);
        const name = Buffer.from(type, 'latin1');
        return Buffer.concat([Uint8Array.of(flags, name.length), length, name, payload]);
      }),
    ),
  );
}
