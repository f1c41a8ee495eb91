import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What keeps a screen from being used: cut words, small targets, a page that scrolls. */
export function troubles(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = (element: Element) =>
      `${element.tagName}.${element.className} ${element.textContent?.slice(0, 30)}`;
    const all = (selector: string) =>
      [...document.querySelectorAll(selector)].filter(
        (element) => element.checkVisibility() && element.getBoundingClientRect().width > 0,
      );
    const isCut = (element: Element) => {
      const holder = element.closest('button, header, .total, div');
      if (!holder) return false;
      const box = holder.getBoundingClientRect();
      const words = element.getBoundingClientRect();
      return words.left < box.left - 1 || words.right > box.right + 1;
    };
    const isSmall = (element: Element) => {
      const { width, height } = (element.closest('.search-box') ?? element).getBoundingClientRect();
      return Math.min(width, height) < 48;
    };
    const root = document.documentElement;
    const scrolls = root.scrollWidth > root.clientWidth || root.scrollHeight > root.clientHeight;
    return [
      ...all('[data-fit], .button .words')
        .filter(isCut)
        .map((element) => `cut: ${named(element)}`),
      ...all('button, input')
        .filter(isSmall)
        .map((element) => `small: ${named(element)}`),
      ...(scrolls ? ['the page scrolls'] : []),
    ];
  });
}

/** Axe's serious and critical findings against WCAG 2.2 AA. */
export async function barriers(page: Page): Promise<string[]> {
  const isLoaded: boolean = await page.evaluate(() => 'axe' in window);
  if (!isLoaded) await page.evaluate(axe);
  const { violations }: AxeResults = await page.evaluate(`axe.run({
    resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  })`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}
