import type { Command } from './command.ts';

const qrLevels = ['L', 'M', 'Q', 'H'] as const;

/** GS ( k: two-dimensional codes, a family and a function of it (Epson's command reference). */
export function codeCommand(parameters: Uint8Array): Command | undefined {
  if (parameters[0] === 48) return pdf417Command(parameters);
  return parameters[0] === 49 ? qrCommand(parameters) : undefined;
}

function qrCommand(parameters: Uint8Array): Command | undefined {
  const [, fn, value = 0] = parameters;
  if (fn === 67) return { kind: 'qr-module', dots: value };
  if (fn === 69) return { kind: 'qr-level', level: qrLevels[value - 0x30] ?? 'L' };
  if (fn === 80) return { kind: 'qr-store', data: parameters.slice(3) };
  return fn === 81 ? { kind: 'qr-print' } : undefined;
}

function pdf417Command(parameters: Uint8Array): Command | undefined {
  const [, fn, value = 0, level = 0] = parameters;
  if (fn === 65) return { kind: 'pdf417-columns', columns: value };
  if (fn === 67) return { kind: 'pdf417-module', dots: value };
  if (fn === 68) return { kind: 'pdf417-row-height', modules: value };
  // m 48: the level as a digit; m 49 gives a ratio instead.
  if (fn === 69 && value === 48) return { kind: 'pdf417-level', level: level - 48 };
  if (fn === 80) return { kind: 'pdf417-store', data: parameters.slice(3) };
  return fn === 81 ? { kind: 'pdf417-print' } : undefined;
}
