/**
 * Kiosk mode of a browser hides its frame and keeps its shortcuts. This keeps them from it: it
 * stands before every listener of the page, so the page does not see these keys either.
 */
export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  /** The focus is where text is written. */
  readonly isEditing: boolean;
};

/** Select all, copy, paste, cut, undo: harmless, and expected in a text field. */
const editingKeys = new Set(['a', 'c', 'v', 'x', 'z']);

/** Keys of multimedia keyboards that drive a browser by themselves. */
const browserKeys = /^(F\d+|Browser\w+|Launch\w+|GoBack|GoHome|Print|PrintScreen|ContextMenu)$/;

export function isBlocked(press: KeyPress): boolean {
  const isEditingShortcut =
    press.isEditing &&
    press.ctrlKey &&
    !press.altKey &&
    !press.metaKey &&
    !press.shiftKey &&
    editingKeys.has(press.key.toLowerCase());
  if (isEditingShortcut) return false;
  if (press.ctrlKey || press.altKey || press.metaKey) return true;
  return browserKeys.test(press.key) || (press.shiftKey && press.key === 'Escape');
}

/** Puts the guard before the page's own scripts. Runs in the preload, on both hosts. */
export function guardKeys(page: Window): void {
  const refuse = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onKey = (event: KeyboardEvent) => {
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
    const isEditing = isEditable(event.target);
    if (isBlocked({ key, ctrlKey, altKey, metaKey, shiftKey, isEditing })) refuse(event);
  };
  const early = { capture: true, passive: false } as const;

  page.addEventListener('keydown', onKey, early);
  page.addEventListener('contextmenu', refuse, early);
  // A dropped file or link would be opened in place of the page.
  for (const kind of ['dragstart', 'dragover', 'drop'] as const) {
    page.addEventListener(kind, refuse, early);
  }
  page.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) refuse(event);
    },
    early,
  );
}

function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target.isContentEditable
  );
}
