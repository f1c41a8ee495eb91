import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type Arguments = {
  readonly dataDir: string;
  /** `--host`: Electron or Chromium by hand; undefined to choose. */
  readonly host: 'electron' | 'chromium' | undefined;
  readonly isHeadless: boolean;
  readonly isKiosk: boolean;
  /** Of a window that does not fill its display, in CSS pixels. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  /** A demo world that runs already; the launcher hands it to the process that shows the windows. */
  readonly demoSocket: string | null;
  readonly hasCustomerDisplay: boolean;
  /** Who runs Chromium when the terminal runs as root, so that the window cannot read the database. */
  readonly browserUser: string | null;
};

export const usage = `npm start -- [--data DIR] [--host electron|chromium] [--headless] [--kiosk]
             [--size WIDTHxHEIGHT] [--no-customer-display] [--browser-user NAME]`;

/**
 * Reads the command line.
 * @throws TypeError for a word that is not known, with what is wrong.
 */
export function readArguments(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Arguments {
  const { values } = parseArgs({
    args: [...words],
    options: {
      data: { type: 'string' },
      host: { type: 'string' },
      headless: { type: 'boolean', default: false },
      kiosk: { type: 'boolean', default: false },
      size: { type: 'string' },
      'demo-socket': { type: 'string' },
      'no-customer-display': { type: 'boolean', default: false },
      'browser-user': { type: 'string' },
    },
  });
  const { host } = values;
  if (host !== undefined && host !== 'electron' && host !== 'chromium') {
    throw new TypeError(`--host takes electron or chromium, not ${host}`);
  }
  return {
    dataDir: values.data ? resolve(values.data) : defaultDataDir(environment),
    host,
    isHeadless: values.headless,
    isKiosk: values.kiosk,
    size: values.size === undefined ? undefined : readSize(values.size),
    demoSocket: values['demo-socket'] ?? null,
    hasCustomerDisplay: !values['no-customer-display'],
    browserUser: values['browser-user'] ?? null,
  };
}

function readSize(text: string): { width: number; height: number } {
  const match = /^(\d{3,5})x(\d{3,5})$/.exec(text);
  if (!match) throw new TypeError(`--size takes WIDTHxHEIGHT, not ${text}`);
  return { width: Number(match[1]), height: Number(match[2]) };
}

/** Where a desktop program keeps its data (XDG Base Directory Specification). */
function defaultDataDir(environment: Readonly<Record<string, string | undefined>>): string {
  const base = environment.XDG_DATA_HOME || join(homedir(), '.local', 'share');
  return join(base, 'saoma');
}
