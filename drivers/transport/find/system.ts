import { readdir, readFile, realpath } from 'node:fs/promises';

/** Where the kernel shows its devices and where their nodes are; tests give folders of their own. */
export type SystemRoots = { readonly sys: string; readonly dev: string };

export const systemRoots: SystemRoots = { sys: '/sys', dev: '/dev' };

/** An attribute of sysfs, trimmed; undefined when the device has none, or has gone meanwhile. */
export async function readAttribute(path: string): Promise<string | undefined> {
  const bytes = await readBytes(path);
  const text = bytes?.toString('utf8').trim();
  return text === '' ? undefined : text;
}

export function readBytes(path: string): Promise<Buffer | undefined> {
  return unlessGone(readFile(path));
}

/** Names in a folder, sorted; none when it is not there: a system without HID has no such class. */
export async function namesIn(path: string): Promise<readonly string[]> {
  return (await unlessGone(readdir(path)))?.sort() ?? [];
}

export function realPathOf(path: string): Promise<string | undefined> {
  return unlessGone(realpath(path));
}

/** What a read fails with when the device is unplugged before or during it. */
const goneCodes = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'EIO', 'EISDIR']);

async function unlessGone<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (goneCodes.has(code)) return undefined;
    throw cause;
  }
}
