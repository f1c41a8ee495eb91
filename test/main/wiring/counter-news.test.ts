import { beforeEach, describe, expect, it } from 'vitest';
import type { DeviceEvent, PrinterStatus } from '../../../drivers/contract.ts';
import { hearCounter } from '../../../main/wiring/counter-news.ts';
import { createNotices, type Notices } from '../../../main/wiring/notices.ts';

let notices: Notices;
let sounds: string[];
let nudges: number;

beforeEach(() => {
  notices = createNotices(
    () => 0,
    () => 'notice-1',
  );
  [sounds, nudges] = [[], 0];
});

function hear(event: DeviceEvent): void {
  hearCounter(event, {
    notices,
    sound: (name) => sounds.push(name),
    nudgePrinter: () => {
      nudges += 1;
    },
  });
}

const cards = () => notices.list().map(({ code }) => code);

describe('a drawer that is left open', () => {
  it('is said on a card and by a sound until somebody closes it', () => {
    hear({ kind: 'drawer', isOpen: true });
    expect([cards(), sounds]).toEqual([[], []]);
    hear({ kind: 'drawer-left-open', openMs: 60_000 });
    expect([cards(), sounds]).toEqual([['drawer-left-open'], ['attention']]);
    hear({ kind: 'drawer', isOpen: false });
    expect(cards()).toEqual([]);
  });
});

describe('a printer', () => {
  const status = (isOnline: boolean): PrinterStatus => ({
    isOnline,
    isPaperOut: !isOnline,
    isPaperNearEnd: false,
    isCoverOpen: false,
    hasCutterError: false,
    hasUnrecoverableError: false,
  });

  it('that is ready again is given what waits, and one that is not is left alone', () => {
    hear({ kind: 'printer-status', status: status(false) });
    expect(nudges).toBe(0);
    hear({ kind: 'printer-status', status: status(true) });
    expect(nudges).toBe(1);
  });
});
