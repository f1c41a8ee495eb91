import { expect, test } from 'vitest';
import { listeningSockets, processTree } from '../processes.ts';
import type { Subject } from '../subject.ts';

/** What a page and the machine around it cannot do. */
export function pagesAreConfined(subject: () => Subject): void {
  test('another origin is out of reach', async () => {
    const attempt = 'fetch("https://example.com/").then(() => "reached", () => "out of reach")';
    expect(await subject().evaluate('cashier', attempt)).toBe('out of reach');
  });

  test('a path that leads out of the folder is not found', async () => {
    const status = 'fetch("/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd").then((r) => r.status)';
    expect(await subject().evaluate('cashier', status)).toBe(404);
  });

  test('what a browser would ask a person for is denied', async () => {
    const states = `Promise.all(['camera', 'microphone', 'geolocation', 'notifications'].map(
      (name) => navigator.permissions.query({ name }).then((status) => status.state)))`;
    const denied = ['denied', 'denied', 'denied', 'denied'];
    expect(await subject().evaluate('cashier', states)).toEqual(denied);
  });

  test('a popup is closed and the page goes on', async () => {
    const mark = subject().events.mark();
    await subject().evaluate('cashier', 'window.open(location.href); 1');
    await subject().events.next({ kind: 'popup-closed' }, mark);
    expect(await subject().evaluate('cashier', '1 + 1')).toBe(2);
  });

  test.each([
    ['another site', '"https://example.com/"'],
    ['a page of ours that is not its own', '"/customer.html"'],
  ])('a page does not leave for %s', async (_name, target) => {
    const mark = subject().events.mark();
    const address = await subject().evaluate('cashier', 'location.href');
    await subject().evaluate('cashier', `window.stays = true; location.href = ${target}; 1`);
    await subject().events.next({ kind: 'navigation-denied', window: 'cashier' }, mark);
    expect(await subject().evaluate('cashier', 'window.stays && location.href')).toBe(address);
  });

  test('nothing listens on a TCP port', () => {
    const tree = processTree(subject().browserPid());
    expect(tree.length).toBeGreaterThan(1);
    expect(listeningSockets(tree)).toEqual([]);
  });

  test('a second host on the same profile is refused', async () => {
    expect(await subject().openSecond()).toBe('host.already-running');
    expect(await subject().evaluate('cashier', '1 + 1')).toBe(2);
  });
}
