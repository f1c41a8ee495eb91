import { expect, test } from 'vitest';
import type { Subject } from '../subject.ts';
import { answers } from './answers.ts';

/** What dies is brought back. */
export function windowsComeBack(subject: () => Subject): void {
  test('a page that crashes is back with its terminal', async () => {
    const mark = subject().events.mark();
    await subject().crashPage('cashier');
    await subject().events.next({ kind: 'page-crashed', window: 'cashier' }, mark);
    await subject().events.next({ kind: 'window-ready', window: 'cashier' }, mark);
    await answers(subject(), 'cashier');
  });

  test('a page that hangs is ended and back with its terminal', async () => {
    const mark = subject().events.mark();
    await subject().evaluate('cashier', 'setTimeout(() => { for (;;); }); 1');
    await subject().events.next({ kind: 'page-hung', window: 'cashier' }, mark);
    await subject().events.next({ kind: 'window-ready', window: 'cashier' }, mark);
    await answers(subject(), 'cashier');
  });

  test('a window that is closed is opened again, and the other one stays', async () => {
    const mark = subject().events.mark();
    await subject().evaluate('customer', 'window.stays = true; 1');
    await subject().closeWindow('cashier');
    await subject().events.next({ kind: 'window-closed', window: 'cashier' }, mark);
    await subject().events.next({ kind: 'window-ready', window: 'cashier' }, mark);
    await answers(subject(), 'cashier');
    expect(await subject().evaluate('customer', 'window.stays')).toBe(true);
  });
}
