import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { type PrinterProfile, printerProfileSchema } from './printer-profile.ts';
import { type ScannerProfile, scannerProfileSchema } from './scanner-profile.ts';

export type Profiles = {
  readonly printers: ReadonlyMap<string, PrinterProfile>;
  readonly scanners: ReadonlyMap<string, ScannerProfile>;
  /** Files that were left out, each with its path and what is wrong with it. */
  readonly broken: readonly { readonly path: string; readonly reason: string }[];
};

/** The profiles that come with the program. */
export const builtInProfiles: string = import.meta.dirname;

/**
 * Reads `printers/*.json` and `scanners/*.json` of each folder; a later folder's profile takes the
 * place of an earlier one's of the same name. A folder that is not there has none. A file that
 * does not parse is left out and told of: one bad file must not cost the other devices.
 */
export function loadProfiles(folders: readonly string[]): Profiles {
  const broken: { path: string; reason: string }[] = [];
  const printers = new Map<string, PrinterProfile>();
  const scanners = new Map<string, ScannerProfile>();
  const tell = (path: string, reason: string): void => void broken.push({ path, reason });
  for (const folder of folders) {
    for (const path of jsonFiles(join(folder, 'printers'))) {
      readInto(printers, path, printerProfileSchema, tell);
    }
    for (const path of jsonFiles(join(folder, 'scanners'))) {
      readInto(scanners, path, scannerProfileSchema, tell);
    }
  }
  return { printers, scanners, broken };
}

function readInto<Profile extends { readonly name: string }>(
  profiles: Map<string, Profile>,
  path: string,
  schema: v.GenericSchema<unknown, Profile>,
  tell: (path: string, reason: string) => void,
): void {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), readFileSync(path, 'utf8'));
  if (!read.success) {
    tell(path, read.issues.map(issueText).join('; '));
    return;
  }
  const profile = read.output;
  if (`${profile.name}.json` === basename(path)) profiles.set(profile.name, profile);
  else tell(path, `is not named ${profile.name}.json`);
}

function issueText(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue);
  return where === null ? issue.message : `${where}: ${issue.message}`;
}

function jsonFiles(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.sort().map((name) => join(folder, name));
  } catch (cause) {
    const isAbsent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (isAbsent) return [];
    throw cause;
  }
}
