import { expect } from 'vitest';
import type { Subject } from '../subject.ts';

/** The page of a window is there, and so is its way to main. */
export async function answers(subject: Subject, window: 'cashier' | 'customer'): Promise<void> {
  const reply = await subject.evaluate(window, 'terminal.invoke("count", { n: 1 })');
  expect(reply).toMatchObject({ ok: true, value: { window, input: { n: 1 } } });
}
