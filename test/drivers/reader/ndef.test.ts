import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeviceError } from '../../../drivers/device-error.ts';
import { parseNdef } from '../../../drivers/reader/card/ndef.ts';
import { findMessage } from '../../../drivers/reader/card/type2-tag.ts';
import { uriPrefixes } from '../../../drivers/reader/card/uri-prefixes.ts';
import { phone, type2Tag, type4Tag } from '../../../drivers/reader/simulator/card.ts';
import {
  encodeNdef,
  externalRecord,
  textRecord,
  uriRecord,
} from '../../../drivers/reader/simulator/ndef.ts';
import { readSimulated } from './support.ts';

const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

describe('an NDEF message', () => {
  test('as others write it is read', () => {
    // The URI of the record type's own specification, and a text in UTF-16.
    expect(parseNdef(fromHex('d1010855016e66632e636f6d'))).toEqual([
      { kind: 'uri', uri: 'http://www.nfc.com' },
    ]);
    expect(parseNdef(fromHex('d1010954827a684f60597d0021'))).toEqual([
      { kind: 'text', language: 'zh', text: '你好!' },
    ]);
    expect(parseNdef(fromHex('d1010b54827a68fffe604f7d592100'))).toEqual([
      { kind: 'text', language: 'zh', text: '你好!' },
    ]);
  });

  test('keeps its records in their order, each of its kind', () => {
    const message = encodeNdef([
      uriRecord('https://shop.example/m?id=7'),
      textRecord('zh-CN', '会员卡 7'),
      textRecord('en', 'Member 7', true),
      externalRecord('Saoma.App:badge', Uint8Array.of(1, 2, 255)),
      { format: 2, type: 'text/plain', payload: Buffer.from('x') },
      { format: 3, type: 'https://a.example/', payload: new Uint8Array(0) },
      { format: 0, type: '', payload: new Uint8Array(0) },
    ]);
    expect(parseNdef(message)).toEqual([
      { kind: 'uri', uri: 'https://shop.example/m?id=7' },
      { kind: 'text', language: 'zh-CN', text: '会员卡 7' },
      { kind: 'text', language: 'en', text: 'Member 7' },
      { kind: 'external', type: 'saoma.app:badge', hex: '0102ff' },
      { kind: 'other', hex: '78' },
      { kind: 'uri', uri: 'https://a.example/' },
    ]);
  });

  test('with an id is read past it', () => {
    expect(parseNdef(fromHex('d901010255' + '6162' + '00'))).toEqual([{ kind: 'uri', uri: '' }]);
  });

  test.each(uriPrefixes.map((prefix, code) => [code, prefix]))(
    'with the URI code %i means %s',
    (code, prefix) => {
      const payload = Uint8Array.of(code, 0x78);
      expect(parseNdef(encodeNdef([{ format: 1, type: 'U', payload }]))).toEqual([
        { kind: 'uri', uri: `${prefix}x` },
      ]);
    },
  );

  test('with a URI code that is not in the table means none', () => {
    const payload = Uint8Array.of(0x24, 0x78);
    expect(parseNdef(encodeNdef([{ format: 1, type: 'U', payload }]))).toEqual([
      { kind: 'uri', uri: 'x' },
    ]);
  });

  test('carries any text there and back', () => {
    // One, two, three and four bytes of UTF-8, a zero, a joiner and a combining mark.
    const character = fc.constantFrom(...'aé中𠮷🧾\0\u200d\u0301');
    const text = fc.array(character, { maxLength: 200 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(text, fc.boolean(), (words, isUtf16) => {
        const message = encodeNdef([textRecord('zh-TW', words, isUtf16)]);
        expect(parseNdef(message)).toEqual([{ kind: 'text', language: 'zh-TW', text: words }]);
      }),
    );
  });

  test('carries any URI there and back', () => {
    fc.assert(
      fc.property(fc.webUrl(), (uri) => {
        expect(parseNdef(encodeNdef([uriRecord(uri)]))).toEqual([{ kind: 'uri', uri }]);
      }),
    );
  });

  test.each([
    ['ends inside its type', 'd101'],
    ['ends inside its payload', 'd1010855016e66'],
    ['claims four gigabytes', 'c101ffffffff55'],
    ['is in chunks', 'b1010255006100'],
    ['has a text without its status', 'd1010054'],
    ['has a text that ends inside its language', 'd101035405656e'],
    ['has a URI without its prefix', 'd1010055'],
    ['has a text that is no UTF-8', 'd101045402656eff'],
    ['has a text that is no UTF-16', 'd101045482656e61'],
  ])('that %s is refused', (_, bytes) => {
    expect(() => parseNdef(fromHex(bytes))).toThrow(DeviceError);
  });

  test('that is longer than any tag, or has too many records, is refused', () => {
    expect(() => parseNdef(new Uint8Array(2_049))).toThrow(DeviceError);
    const many = Array.from({ length: 33 }, () => uriRecord(''));
    expect(() => parseNdef(encodeNdef(many))).toThrow(DeviceError);
  });

  test('of any bytes is read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          parseNdef(bytes);
        } catch (cause) {
          expect(cause).toBeInstanceOf(DeviceError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a tag', () => {
  const link = [uriRecord('https://saoma.example/m/7')];
  const read = [{ kind: 'uri', uri: 'https://saoma.example/m/7' }];

  test('of type 2 is read page by page', async () => {
    const seen = await readSimulated(type2Tag(encodeNdef(link)));
    expect(seen).toMatchObject({ kind: 'mifare-ultralight', ndef: read });
  });

  test('of type 4 is read file by file, a card or a phone', async () => {
    const message = encodeNdef([...link, textRecord('zh', '欢'.repeat(300))]);
    const ndef = [...read, { kind: 'text', language: 'zh', text: '欢'.repeat(300) }];
    expect(await readSimulated(type4Tag(message))).toMatchObject({ kind: 'iso14443-4a', ndef });
    expect(await readSimulated(phone(message))).toMatchObject({ kind: 'phone', ndef });
  });

  test('of any size that fits is read to its last byte', async () => {
    const sizes = fc.integer({ min: 0, max: 132 });
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const payload = new Uint8Array(size).fill(0x5a);
        const message = encodeNdef([externalRecord('a:b', payload)]);
        const ndef = [{ kind: 'external', type: 'a:b', hex: '5a'.repeat(size) }];
        expect(await readSimulated(type2Tag(message))).toMatchObject({ ndef });
        expect(await readSimulated(type4Tag(message))).toMatchObject({ ndef });
      }),
    );
  });

  test('that was never written has no message, and is still a card', async () => {
    const blank = { ...type2Tag(new Uint8Array(0)), memory: new Uint8Array(180) };
    expect((await readSimulated(blank)).ndef).toBeUndefined();
    const formatted = new Uint8Array(180);
    formatted.set([0xe1, 0x10, 0x12, 0x00], 12);
    expect((await readSimulated({ ...blank, memory: formatted })).ndef).toBeUndefined();
  });

  test('that not everybody may read is left alone', async () => {
    const tag = type2Tag(encodeNdef(link));
    const memory = Uint8Array.from(tag.memory ?? []);
    memory[15] = 0xf0;
    expect((await readSimulated({ ...tag, memory })).ndef).toBeUndefined();
  });

  test('whose message goes on behind its end is refused', async () => {
    const tag = type2Tag(encodeNdef(link));
    const memory = Uint8Array.from(tag.memory ?? []);
    memory.set([0x03, 0xff, 0x07, 0xff], 16);
    await expect(readSimulated({ ...tag, memory })).rejects.toMatchObject({
      code: 'device.bad-data',
    });
  });

  test('may have other things before its message', () => {
    const area = fromHex('0103a00c340203010000030400112233fe');
    expect(findMessage(area)).toEqual(fromHex('00112233'));
    expect(findMessage(fromHex('fe0304'))).toBeUndefined();
    expect(findMessage(fromHex('0000'))).toBe('end');
    expect(findMessage(fromHex('03040011'))).toBe('more');
    expect(findMessage(fromHex('03ff00'))).toBe('more');
  });
});
