import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { belongs, gapMaxMs, hold, idleDetector, judge } from '../../renderer/wedge/gap-detector.ts';
import { characterOf } from '../../renderer/wedge/key-character.ts';
import { bundlePages, commandsSent, type Files, openCashier, startBrowser } from './pages.ts';
import { screens } from './samples.ts';

const keysOf = (code: string, gapMs: number) =>
  [...code].map((character, i) => ({ press: character, character, atMs: i * gapMs }));
const heldOf = (code: string, gapMs: number) =>
  keysOf(code, gapMs).reduce(
    (detector, key) => hold(detector, key),
    idleDetector as ReturnType<typeof hold<string>>,
  );

const codes = fc.stringMatching(/^[\x21-\x7e]{4,60}$/);

describe('the gap detector', () => {
  it('takes every quick run with Enter behind it for the code that it is', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: gapMaxMs }), (code, gapMs) => {
        expect(judge(heldOf(code, gapMs), true)).toMatchObject({ kind: 'scan', code });
      }),
    );
  });

  it('gives back what a person typed, key for key', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,3}$/), (text) => {
        const verdict = judge(heldOf(text, 20), true);
        expect(verdict).toMatchObject({ kind: 'typed' });
        if (verdict.kind === 'typed')
          expect(verdict.keys.map((key) => key.press).join('')).toBe(text);
      }),
    );
  });

  it('believes a run without its end only when it is long and fast', () => {
    expect(judge(heldOf('69012345', 10), false).kind).toBe('scan');
    expect(judge(heldOf('6901', 10), false).kind).toBe('typed');
    expect(judge(heldOf('69012345', 45), false).kind).toBe('typed');
  });

  it('lets go of a run when the next key is late', () => {
    const held = heldOf('12', 10);
    expect(belongs(held, 10 + gapMaxMs)).toBe(true);
    expect(belongs(held, 11 + gapMaxMs)).toBe(false);
  });
});

describe('the character of a key', () => {
  const key = (key: string, code: string, shiftKey = false, ctrlKey = false) =>
    characterOf({ key, code, shiftKey, ctrlKey });

  it('is read from its place while an input method holds the keyboard', () => {
    expect(key('Process', 'Digit6')).toBe('6');
    expect(key('Process', 'Numpad6')).toBe('6');
    expect(key('Process', 'KeyA', true)).toBe('A');
    expect(key('Process', 'Minus')).toBe('-');
    expect(key('Process', 'Enter')).toBeNull();
  });

  it('is GS1’s separator for Ctrl and a bracket, and nothing for other commands', () => {
    expect(key(']', 'BracketRight', false, true)).toBe('\x1D');
    expect(key('c', 'KeyC', false, true)).toBeNull();
    expect(key('ArrowLeft', 'ArrowLeft')).toBeNull();
  });
});

describe('a scanner that plays keyboard', () => {
  let files: Files;
  let browser: Browser;
  beforeAll(async () => {
    files = await bundlePages();
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  async function onSale(work: (page: Page) => Promise<void>) {
    const page = await browser.newPage({ viewport: { width: 1_024, height: 768 } });
    try {
      await openCashier(page, files, screens.sale);
      await work(page);
      return (await commandsSent(page)).filter(({ name }) => name !== 'host.ready');
    } finally {
      await page.close();
    }
  }
  const search = (page: Page) => page.locator('.search-box input');

  it('is heard whatever has the focus, and types nothing into a field', async () => {
    const sent = await onSale(async (page) => {
      // The page's clock stands, so that a busy machine makes no pauses between the keys.
      await page.clock.install();
      await page.clock.pauseAt(Date.now() + 60_000);
      await search(page).fill('mi');
      await page.keyboard.type('6901234567892');
      await page.keyboard.press('Enter');
      expect(await search(page).inputValue()).toBe('mi');
      await search(page).blur();
      await page.keyboard.type('AB-12/3');
      await page.keyboard.press('Tab');
    });
    expect(sent).toMatchObject([
      { name: 'scan.keyed', input: { input: { code: '6901234567892' } } },
      { name: 'scan.keyed', input: { input: { code: 'AB-12/3' } } },
    ]);
  });

  it('leaves a person’s typing alone', async () => {
    const sent = await onSale(async (page) => {
      await search(page).focus();
      await page.keyboard.type('cola', { delay: 2 * gapMaxMs });
      await page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('.search-box input')?.value === 'cola',
      );
    });
    expect(sent).toEqual([]);
  });

  it('gives typed keys back before a tap is felt, however soon it comes', async () => {
    await onSale(async (page) => {
      // The page's clock stands: no silence ends, the tap alone can.
      await page.clock.install();
      await page.clock.pauseAt(Date.now() + 60_000);
      await search(page).focus();
      await page.keyboard.type('col');
      expect(await search(page).inputValue()).toBe('');
      await page.mouse.move(5, 5);
      await page.mouse.down();
      expect(await search(page).inputValue()).toBe('col');
      await page.mouse.up();
    });
  });
});
