import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from './host.ts';

export type Choice = { readonly kind: Host['kind']; readonly reason: string };

export type Circumstances = {
  /** Said by hand, with `--host`: then it is that one, even if it cannot work. */
  readonly wanted?: Host['kind'] | undefined;
  readonly hasElectron: boolean;
  readonly hasDisplay: boolean;
};

/** Electron is the flagship, where its binary is and there is something to show it on. */
export function chooseHost({ wanted, hasElectron, hasDisplay }: Circumstances): Choice {
  if (wanted !== undefined) return { kind: wanted, reason: 'asked for by hand' };
  if (!hasElectron) return { kind: 'chromium', reason: "Electron's binary is not installed" };
  // Electron has no headless mode of its own; Chromium has.
  if (!hasDisplay) return { kind: 'chromium', reason: 'there is no display' };
  return { kind: 'electron', reason: 'its binary is installed' };
}

/**
 * The path of Electron's binary, or null. Reads what the package's installer leaves behind,
 * for to load the package itself would start a download.
 */
export function findElectron(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** Whether windows can be shown: an X or a Wayland server is named. */
export function hasDisplay(environment: Readonly<Record<string, string | undefined>>): boolean {
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}
