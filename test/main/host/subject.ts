import type { HostCall, HostEvent, HostOptions, WindowName } from '../../../main/host/host.ts';

/** A key as a keyboard sends it. */
export type Press = {
  readonly key: string;
  readonly modifiers?: readonly ('alt' | 'control' | 'meta' | 'shift')[];
};

/** A running host and what the conformance tests do to it; each host has its own way. */
export type Subject = {
  readonly calls: readonly HostCall[];
  readonly events: EventLog;
  /** Evaluates an expression in a page, waits for its promise, and brings its JSON back. */
  evaluate(window: WindowName, expression: string): Promise<unknown>;
  push(window: WindowName | 'all', topic: string, payload: unknown): void;
  press(window: WindowName, press: Press): Promise<void>;
  screenshot(window: WindowName): Promise<Buffer>;
  crashPage(window: WindowName): Promise<void>;
  closeWindow(window: WindowName): Promise<void>;
  /** The browser's first process, and all that it started. */
  browserPid(): number;
  /** Opens a second host on the same profile; resolves with the code it is refused with. */
  openSecond(): Promise<string>;
  close(): Promise<void>;
};

export type SubjectOptions = Omit<HostOptions, 'call' | 'onEvent'>;

/** What a host reported, to be waited for. */
export class EventLog {
  readonly #events: HostEvent[] = [];
  #wake: () => void = () => undefined;

  add(event: HostEvent): void {
    this.#events.push(event);
    this.#wake();
  }

  /** How many there are; `next` looks behind a mark. */
  mark(): number {
    return this.#events.length;
  }

  /** The first event after the mark that has all these properties; waits for it, with a bound. */
  async next(wanted: Partial<HostEvent>, mark = 0): Promise<HostEvent> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      const found = this.#events.slice(mark).find((event) => matches(event, wanted));
      if (found) return found;
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) {
        const seen = JSON.stringify(this.#events.slice(mark));
        throw new Error(`no ${JSON.stringify(wanted)} after ${mark}, only ${seen}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

/** Generous: the machine may be busy with other things. */
const waitMs = 15_000;

function matches(event: HostEvent, wanted: Partial<HostEvent>): boolean {
  const properties = new Map<string, unknown>(Object.entries(event));
  return Object.entries(wanted).every(([name, value]) => properties.get(name) === value);
}
