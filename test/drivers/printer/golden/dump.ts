import { createHash } from 'node:crypto';
import type { Command, PlacedCommand } from '../../../../drivers/printer/simulator/command.ts';
import {
  type PrinterFont,
  readAsPrinter,
} from '../../../../drivers/printer/simulator/printer-font.ts';

/** A command a line: where it stands, its bytes as far as they are short, and what it says. */
export function dump(
  bytes: Uint8Array,
  commands: readonly PlacedCommand[],
  font: PrinterFont,
): string {
  const lines = commands.map(({ offset, length, command }) => {
    const hex = Buffer.from(bytes.subarray(offset, offset + Math.min(length, 8))).toString('hex');
    const shown = length > 8 ? `${hex}…` : hex;
    return `${String(offset).padStart(6)}  ${shown.padEnd(18)} ${describe(command, font)}`.trimEnd();
  });
  return `${lines.join('\n')}\n`;
}

function describe(command: Command, font: PrinterFont): string {
  const { kind, ...rest } = command;
  if (command.kind === 'text') {
    const mode = command.isChinese ? 'Chinese' : 'text';
    return `${mode} ${JSON.stringify(readAsPrinter(command.bytes, command.isChinese, font))}`;
  }
  if (command.kind === 'raster') {
    const digest = createHash('sha256').update(command.bits).digest('hex').slice(0, 16);
    return `raster ${command.rowBytes * 8} x ${command.rows} dots, sha256 ${digest}`;
  }
  const fields = Object.entries(rest).map(([name, value]) => `${name} ${shown(value)}`);
  return [kind, fields.join(', ')].join('  ');
}

function shown(value: unknown): string {
  if (!(value instanceof Uint8Array)) return String(value);
  const text = Buffer.from(value).toString('utf8');
  return /^[^\p{C}]+$/u.test(text) ? JSON.stringify(text) : Buffer.from(value).toString('hex');
}
