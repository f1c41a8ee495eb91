import { belongs, type Detector, gapMaxMs, hold, idleDetector, judge } from './gap-detector.ts';
import { characterOf } from './key-character.ts';

export type WedgeScan = { readonly code: string; readonly gapsMs: readonly number[] };

/** A key as it was pressed, and the field it was meant for. */
type Pressed = { readonly event: KeyboardEvent; readonly field: HTMLInputElement | null };

/**
 * Listens for a scanner that plays keyboard: the last resort where it can do nothing better. At the
 * window and before everyone else, so that no focus matters and no digit of a code lands in a
 * field; what turns out to be typing is typed a moment later. Returns a function that ends it.
 */
export function listenForWedge(onScan: (scan: WedgeScan) => void): () => void {
  let detector: Detector<Pressed> = idleDetector;
  let silence = 0;
  /** What the field held before an input method, which cannot be held back, wrote into it. */
  let before: { readonly field: HTMLInputElement; readonly value: string } | null = null;

  function settle(isTerminated: boolean): boolean {
    window.clearTimeout(silence);
    const verdict = judge(detector, isTerminated);
    detector = idleDetector;
    if (verdict.kind === 'typed') for (const { press } of verdict.keys) typeAfterAll(press);
    else {
      if (before) restore(before.field, before.value);
      onScan({ code: verdict.code, gapsMs: verdict.gapsMs.map(Math.round) });
    }
    before = null;
    return verdict.kind === 'scan';
  }

  function onKey(event: KeyboardEvent): void {
    // What we give back ourselves comes through here too.
    if (!event.isTrusted || isModifier(event.key)) return;
    if (!belongs(detector, event.timeStamp)) settle(false);
    if (event.key === 'Enter' || event.key === 'Tab') {
      if (settle(true)) swallow(event);
      return;
    }
    const character = characterOf(event);
    // A space alone presses the button that has the focus; no code begins with one.
    const isBlank = character === ' ' && detector.held.length === 0;
    if (character === null || isBlank || event.repeat) {
      settle(false);
      return;
    }
    const field = event.target instanceof HTMLInputElement ? event.target : null;
    if (event.key === 'Process' && field && !before) before = { field, value: field.value };
    detector = hold(detector, { press: { event, field }, character, atMs: event.timeStamp });
    swallow(event);
    window.clearTimeout(silence);
    silence = window.setTimeout(() => settle(false), gapMaxMs);
  }

  // What was typed before a tap counts before it.
  const onTap = (): void => void settle(false);
  window.addEventListener('keydown', onKey, { capture: true });
  window.addEventListener('pointerdown', onTap, { capture: true });
  return () => {
    window.removeEventListener('keydown', onKey, { capture: true });
    window.removeEventListener('pointerdown', onTap, { capture: true });
    window.clearTimeout(silence);
  };
}

const isModifier = (key: string): boolean =>
  ['Shift', 'Control', 'Alt', 'AltGraph', 'CapsLock', 'NumLock'].includes(key);

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** A person's key: into its field, or to whoever listens. Input methods have written theirs already. */
function typeAfterAll({ event, field }: Pressed): void {
  if (event.key === 'Process') return;
  const again = new KeyboardEvent('keydown', {
    key: event.key,
    code: event.code,
    shiftKey: event.shiftKey,
    ctrlKey: event.ctrlKey,
    bubbles: true,
    cancelable: true,
  });
  const isWanted = (event.target ?? window).dispatchEvent(again);
  if (!field || !isWanted || event.ctrlKey) return;
  field.setRangeText(
    event.key,
    field.selectionStart ?? field.value.length,
    field.selectionEnd ?? field.value.length,
    'end',
  );
  tellInput(field);
}

function restore(field: HTMLInputElement, value: string): void {
  // Ends the composition, which would write once more.
  field.blur();
  field.value = value;
  tellInput(field);
}

function tellInput(field: HTMLInputElement): void {
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
