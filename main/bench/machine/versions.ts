import { readFileSync } from 'node:fs';
import { arch, release, type as systemName } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

const packageFile = join(import.meta.dirname, '../../../package.json');

/** What runs here, by name; Electron and its Chromium where they are the host. */
export function readVersions(): Record<string, string> {
  const { node, sqlite, electron, chrome, openssl } = process.versions;
  const versions: Record<string, string | undefined> = {
    saoma: ownVersion(),
    node,
    sqlite,
    openssl,
    electron,
    chromium: chrome,
    system: `${systemName()} ${release()} ${arch()}`,
    distribution: distribution(),
  };
  const known = Object.entries(versions).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  return Object.fromEntries(known);
}

function ownVersion(): string {
  const parsed = v.parse(
    v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() })),
    readFileSync(packageFile, 'utf8'),
  );
  return parsed.version;
}

/** From os-release(5); undefined where there is none. */
function distribution(): string | undefined {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
