import { expect, test } from 'vitest';
import { limits } from '../../../../main/contract/limits.ts';
import type { Subject } from '../subject.ts';

/** What main and a page say to each other. */
export function callsArrive(subject: () => Subject): void {
  test('both windows say that they are ready', async () => {
    await subject().events.next({ kind: 'window-ready', window: 'cashier' });
    await subject().events.next({ kind: 'window-ready', window: 'customer' });
  });

  test('a call comes with its window, and its reply goes back to the one who called', async () => {
    const calls = 'Promise.all([1, 2].map((n) => terminal.invoke("count", { n })))';
    expect(await subject().evaluate('customer', calls)).toEqual(
      [1, 2].map((n) => ({
        ok: true,
        value: { window: 'customer', name: 'count', input: { n } },
      })),
    );
  });

  test('a defect in main is told as such, without its words', async () => {
    const reply = await subject().evaluate('cashier', 'terminal.invoke("break", {})');
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal', retry: 'never' } });
    expect(JSON.stringify(reply)).not.toContain('as asked');
    await subject().events.next({ kind: 'call-failed', window: 'cashier' });
  });

  test('a push reaches the window it is meant for, or all', async () => {
    subject().push('customer', 'news', 'for the customer');
    subject().push('all', 'news', { for: 'all' });
    subject().push('all', 'other topic', 'for nobody');
    // A round trip behind the pushes: they arrive in order.
    await subject().evaluate('cashier', 'terminal.invoke("count", {})');
    await subject().evaluate('customer', 'terminal.invoke("count", {})');
    expect(await subject().evaluate('cashier', 'seen.pushed')).toEqual([{ for: 'all' }]);
    expect(await subject().evaluate('customer', 'seen.pushed')).toEqual([
      'for the customer',
      { for: 'all' },
    ]);
  });

  test('a listener that throws stops no other, and one that left hears nothing', async () => {
    const heard = `(async () => {
      const heard = [];
      terminal.subscribe('order', () => { throw new Error('on purpose'); });
      terminal.subscribe('order', () => heard.push('stays'));
      terminal.subscribe('order', () => heard.push('left'))();
      window.heardOrder = heard;
    })()`;
    await subject().evaluate('cashier', heard);
    subject().push('cashier', 'order', 1);
    await subject().evaluate('cashier', 'terminal.invoke("count", {})');
    expect(await subject().evaluate('cashier', 'window.heardOrder')).toEqual(['stays']);
  });

  test('a call that is too long is refused before it is read', async () => {
    const input = `"x".repeat(${limits.callPayloadBytes})`;
    const reply = await subject().evaluate('cashier', `terminal.invoke("count", ${input})`);
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_command' } });
  });

  test('each window shows its own page, and a picture of it is a PNG', async () => {
    expect(await subject().evaluate('customer', 'document.title')).toContain('customer');
    for (const window of ['cashier', 'customer'] as const) {
      const picture = await subject().screenshot(window);
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
    }
  });
}
