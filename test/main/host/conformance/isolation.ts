import { expect, test } from 'vitest';
import type { Subject } from '../subject.ts';

/** What a page is given, and what it is not. */
export function pagesAreIsolated(subject: () => Subject): void {
  test('a page gets two functions that it cannot change, and nothing of Node', async () => {
    const facts = `(() => {
      const before = terminal.invoke;
      try { 'use strict'; terminal.invoke = 1; terminal.more = 1; window.terminal = 1; } catch {}
      return {
        functions: Object.keys(terminal).sort(),
        isSame: window.terminal.invoke === before && terminal.more === undefined,
        isFrozen: Object.isFrozen(terminal),
        node: ['process', 'require', 'Buffer', 'module', 'global'].filter((name) => name in window),
        isSecure: isSecureContext,
        isIsolated: crossOriginIsolated,
      };
    })()`;
    expect(await subject().evaluate('cashier', facts)).toEqual({
      functions: ['invoke', 'subscribe'],
      isSame: true,
      isFrozen: true,
      node: [],
      isSecure: true,
      isIsolated: true,
    });
  });

  test('no script of the page finds the way that calls take', async () => {
    const found = `(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const names = (page) => Object.getOwnPropertyNames(page).filter((name) => /terminal/i.test(name));
      const found = [names(window), names(frame.contentWindow)];
      frame.remove();
      return found;
    })()`;
    const [page] = (await subject().evaluate('cashier', found)) as string[][];
    expect(page).toEqual(['terminal']);
  });

  test('a frame inside our page cannot call', async () => {
    const before = subject().calls.length;
    const attempt = `(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const inner = frame.contentWindow;
      const names = Object.getOwnPropertyNames(inner).filter((name) => /terminal/i.test(name));
      for (const name of names) {
        if (typeof inner[name] === 'function') inner[name]('1 {"name":"count"}');
      }
      frame.remove();
      return inner.terminal === undefined;
    })()`;
    expect(await subject().evaluate('cashier', attempt)).toBe(true);
    await subject().evaluate('cashier', 'terminal.invoke("count", {})');
    expect(subject().calls.slice(before)).toHaveLength(1);
  });
}
