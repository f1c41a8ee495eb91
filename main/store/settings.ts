import { readFile } from 'node:fs/promises';
import { type Adapter, Low } from 'lowdb';
import * as v from 'valibot';
import { PosError } from '../contract/failure.ts';
import type { DeviceSettings } from './device-settings.ts';
import { replaceFile } from './durable-file.ts';
import type { PaymentSettings } from './payment-settings.ts';
import { type Settings, settingsSchema } from './settings-schema.ts';
import { upgradeSettings } from './settings-upgrade.ts';

/** No secret is in it, and a technician should find it readable. */
const readableByAll = 0o644;

/** lowdb's file adapter makes no fsync; this one is durable and keeps the last good copy beside it. */
class SettingsFile implements Adapter<Settings> {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }

  async read(): Promise<Settings | null> {
    const text = await readIfThere(this.path);
    return text === null ? null : parseSettings(text, this.path);
  }

  async write(settings: Settings): Promise<void> {
    writeSettings(this.path, settings);
  }
}

function writeSettings(path: string, settings: Settings): void {
  const text = `${JSON.stringify(v.parse(settingsSchema, settings), null, 2)}\n`;
  replaceFile(path, text, readableByAll);
  replaceFile(lastGoodPath(path), text, readableByAll);
}

/**
 * Puts another list of devices in the settings' place: on the disk first, then in the object that
 * everybody holds, so that whoever looks at `settings.devices` afterwards sees it.
 */
export function changeDevices(
  path: string,
  settings: Settings,
  devices: readonly DeviceSettings[],
): void {
  writeSettings(path, { ...settings, devices: [...devices] });
  settings.devices = [...devices];
}

/** Puts other accounts in the settings' place, as `changeDevices` does with devices. */
export function changePayments(path: string, settings: Settings, payments: PaymentSettings): void {
  writeSettings(path, { ...settings, payments });
  settings.payments = payments;
}

export function lastGoodPath(path: string): string {
  return path.replace(/(\.json)?$/, '.last-good.json');
}

/**
 * Opens the settings file.
 * @returns null when there is none: a new terminal.
 * @throws PosError `settings.broken` with the path and the reason when it cannot be used.
 */
export async function openSettings(path: string): Promise<Low<Settings> | null> {
  const adapter = new SettingsFile(path);
  const settings = await adapter.read();
  if (settings === null) return null;
  return new Low(adapter, settings);
}

export async function createSettings(path: string, settings: Settings): Promise<Low<Settings>> {
  const low = new Low(new SettingsFile(path), settings);
  await low.write();
  return low;
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw broken(path, String(error), error);
  }
}

function parseSettings(text: string, path: string): Settings {
  if (text.trim() === '' || text.includes('\0')) throw broken(path, 'the file is empty');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw broken(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const parsed = v.safeParse(settingsSchema, upgrade(json, path));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw broken(path, `${v.getDotPath(issue) ?? 'settings'}: ${issue.message}`);
}

function upgrade(json: unknown, path: string): unknown {
  try {
    return upgradeSettings(json);
  } catch (cause) {
    throw broken(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function broken(path: string, reason: string, cause?: unknown): PosError {
  return new PosError(
    {
      code: 'settings.broken',
      message: `${path}: ${reason}`,
      retry: 'after-fix',
      data: { path, reason },
    },
    { cause },
  );
}
