import { builtInProfiles, loadProfiles } from '../profiles/load.ts';
import type { PrinterProfile } from '../profiles/printer-profile.ts';

export type { PrinterProfile } from '../profiles/printer-profile.ts';

/** The two paper widths of the trade, in the dialect that Epson-compatible Chinese printers speak. */
export type PrinterProfileName = '58mm' | '80mm';

/** A profile that comes with the program, or the one given. */
export function profileOf(profile: PrinterProfileName | PrinterProfile): PrinterProfile {
  if (typeof profile !== 'string') return profile;
  const found = loadProfiles([builtInProfiles]).printers.get(profile);
  if (!found) throw new Error(`the profile ${profile} does not come with the program`);
  return found;
}
