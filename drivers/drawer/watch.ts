import type { DeviceEvent } from '../contract.ts';

export type DrawerWatchOptions = {
  readonly openLevel: 0 | 1;
  /** No alarm when absent. */
  readonly leftOpenMs: number | undefined;
  readonly emit: (event: DeviceEvent) => void;
};

/** Turns the level of the drawer's switch into what a shop wants to know: open, closed, left open. */
export class DrawerWatch {
  readonly #options: DrawerWatchOptions;
  #isOpen: boolean | undefined;
  #alarm: NodeJS.Timeout | undefined;

  constructor(options: DrawerWatchOptions) {
    this.#options = options;
  }

  /** Undefined while the printer does not say: what nobody sees cannot be left open. */
  take(level: 0 | 1 | undefined): void {
    const isOpen = level === undefined ? undefined : level === this.#options.openLevel;
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    clearTimeout(this.#alarm);
    if (isOpen === undefined) return;
    this.#options.emit({ kind: 'drawer', isOpen });
    if (isOpen) this.#startAlarm();
  }

  close(): void {
    clearTimeout(this.#alarm);
  }

  #startAlarm(): void {
    const { leftOpenMs, emit } = this.#options;
    if (leftOpenMs === undefined) return;
    const openedAt = performance.now();
    this.#alarm = setTimeout(() => {
      const openMs = Math.max(leftOpenMs, Math.round(performance.now() - openedAt));
      emit({ kind: 'drawer-left-open', openMs });
    }, leftOpenMs);
  }
}
