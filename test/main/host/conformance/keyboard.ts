import { expect, test } from 'vitest';
import type { Press, Subject } from '../subject.ts';

/** What a keyboard can do. */
export function keysAreGuarded(subject: () => Subject): void {
  test("the browser's own keys do nothing, and the page does not see them", async () => {
    await subject().evaluate('cashier', 'document.activeElement.blur(); seen.keys.length = 0; 1');
    for (const press of forbidden) await subject().press('cashier', press);
    await subject().press('cashier', { key: 'Enter' });
    expect(await subject().evaluate('cashier', 'seen.keys')).toEqual(['Enter']);
  });

  test('a text field keeps copy, paste, cut, undo and select all', async () => {
    await subject().evaluate('cashier', 'field.focus(); seen.keys.length = 0; 1');
    for (const key of ['a', 'c', 'v', 'x', 'z', 't']) {
      await subject().press('cashier', { key, modifiers: ['control'] });
    }
    expect(await subject().evaluate('cashier', 'seen.keys')).toEqual(['a', 'c', 'v', 'x', 'z']);
  });
}

const control = (key: string): Press => ({ key, modifiers: ['control'] });
const forbidden: readonly Press[] = [
  ...['t', 'n', 'w', 'l', 'u', 'h', 'j', 'o', 'p', 's', 'f', 'r', '+', '-', '0'].map(control),
  ...['F1', 'F3', 'F5', 'F6', 'F7', 'F11', 'F12', 'BrowserBack'].map((key) => ({ key })),
  ...['I', 'J', 'N', 'T'].map((key): Press => ({ key, modifiers: ['control', 'shift'] })),
  ...['ArrowLeft', 'Home', 'd', 'F4'].map((key): Press => ({ key, modifiers: ['alt'] })),
  { key: 'Escape', modifiers: ['shift'] },
];
