import type { Page } from 'playwright-core';

/** What opens from the bench's overview, by the taps that open it. */
const plate = (place: number) => `.plates .plate:nth-child(${place}) button.head`;
const tab = (place: number) => `.tools .tabs button:nth-child(${place})`;
const terminalPlate = (place: number) =>
  `.plates:last-of-type .plate:nth-child(${place}) button.head`;
const setUp = '.header-actions button:first-child';
const role = (place: number) => `.set-up nav button:nth-child(${place})`;
const rawKey = '.tool .step-row:nth-of-type(3) .button';

/** In groups that one test each gets through. */
export const benchGroups = {
  'the overview, the scanner, the reader': {
    overview: [],
    scanner: [plate(1)],
    'scanner, an older scan': [plate(1), '.older:last-of-type summary'],
    reader: [plate(6)],
  },
  'the printer': {
    printer: [plate(2)],
    'printer health': [plate(2), tab(2)],
    'printer counters': [plate(2), tab(3)],
    'printer device': [plate(2), tab(4)],
    'trace keys': [plate(2), '.sieve input'],
  },
  'what asks twice': {
    'raw bytes': [plate(2), tab(4), rawKey],
    'raw approval': [
      plate(2),
      tab(4),
      rawKey,
      '.hex-keys button:nth-child(2)',
      '.hex-keys button:nth-child(12)',
      '.sheet footer .primary',
    ],
    unbind: [plate(2), tab(4), '.tool .step-row:nth-of-type(4) .button', '.sheet footer .danger'],
  },
  'drawer, display, scale, storage, network': {
    drawer: [plate(3)],
    display: [plate(4)],
    scale: [plate(5)],
    storage: [terminalPlate(1)],
    'storage table': [terminalPlate(1), '.syncs .tabs button:nth-child(2)'],
    network: [terminalPlate(2)],
  },
  'the set-up': {
    'set up a goods scanner': [setUp, '.found li:first-child button'],
    'set up a payment scanner': [setUp, role(2), '.found li:nth-child(2) button'],
    'set up a printer by network': [setUp, role(3), '.steps .tabs button:nth-child(2)'],
    'set up a drawer': [setUp, role(4)],
    'set up a display': [setUp, role(5), '.steps .tabs button:nth-child(3)'],
    'set up a scale': [setUp, role(6), '.found li:last-child button'],
    'set up a reader': [setUp, role(7)],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

export const benchViews = {
  ...benchGroups['the overview, the scanner, the reader'],
  ...benchGroups['the printer'],
  ...benchGroups['what asks twice'],
  ...benchGroups['drawer, display, scale, storage, network'],
  ...benchGroups['the set-up'],
};

export async function openView(page: Page, taps: readonly string[]): Promise<void> {
  for (const tap of taps) await page.locator(tap).first().click();
}
