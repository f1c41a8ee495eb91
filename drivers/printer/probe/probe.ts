import type { ProbeLine } from '../../contract.ts';
import { ESC, GS, LF } from '../escpos/bytes.ts';
import type { Charset } from '../escpos/charset.ts';
import { encodeFeed, encodeLine } from '../escpos/line.ts';
import { encodeStart, plainStyle } from '../escpos/style.ts';
import { encodeText } from '../escpos/text.ts';
import type { PrinterProfile } from '../profile.ts';

/**
 * The words of each line, and what they try: 囍 is in GBK and not in GB 2312, the euro sign in
 * GB18030 (at A2E3) and not in GBK, so a line is right only on a printer of at least its extent.
 */
const words: Readonly<Record<Charset, string>> = {
  utf8: '收款成功 囍 €',
  gb18030: '收款成功 囍 €',
  gbk: '收款成功 囍',
  none: '收款成功 囍 €',
};

/**
 * UTF-8 comes first, while the printer is as ESC @ left it and no Chinese mode was spoken of; then
 * the wider of the two-byte fonts; last the picture, which is right on every printer of pictures.
 */
const order: readonly Charset[] = ['utf8', 'gb18030', 'gbk', 'none'];

export type Probe = { readonly bytes: Uint8Array; readonly lines: readonly ProbeLine[] };

/**
 * The code-page probe: about the same Chinese line in each way, numbered. The lowest number that
 * reads rightly names what the profile's `cjk` is to be.
 * @throws DeviceError `device.not-configured` when the font for the last line is missing.
 */
export function encodeProbe(profile: PrinterProfile): Probe {
  const lines = order.map((cjk, index) => ({ number: index + 1, cjk }));
  const bytes = lines.flatMap((line) => encodeProbeLine(line, profile));
  const end = profile.hasCutter ? [GS, 0x56, 0x42, 0] : encodeFeed(4);
  return { bytes: Uint8Array.from([ESC, 0x40, ...bytes, ...end]), lines };
}

/** What a person said: the way of the lowest line that reads rightly; null when none does. */
export function readProbe(
  lines: readonly ProbeLine[],
  readableNumbers: readonly number[],
): Charset | null {
  const readable = lines.filter(({ number }) => readableNumbers.includes(number));
  const [first] = readable.sort((a, b) => a.number - b.number);
  return first?.cjk ?? null;
}

/** Each line is sent as a print job of that profile would send it. */
function encodeProbeLine({ number, cjk }: ProbeLine, profile: PrinterProfile): number[] {
  const text = rightWords({ number, cjk });
  const tried = { ...profile, cjk };
  const [, , ...settings] = encodeStart(tried);
  if (cjk !== 'none') return [...settings, ...encodeText(text, cjk), LF];
  const drawn = encodeLine({ kind: 'line', text, align: 'left' }, plainStyle, tried);
  return [...settings, ...drawn.flatMap((unit) => [...unit])];
}

/** What a line of the probe looks like when it is right. */
export function rightWords({ number, cjk }: ProbeLine): string {
  return `${number}  ${words[cjk]}`;
}
