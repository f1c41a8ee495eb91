import type { Clock, Timers } from './payments.ts';

/** What is durable and has steps to go: an attempt or a refund. */
type Underway = {
  readonly id: string;
  readonly state: string;
  /** When it acts next by itself. */
  readonly nextActionAt?: number;
};

/** An answer of the provider's to one of our questions. */
export type Given<Action, Answer> = {
  readonly kind: 'answer';
  readonly to: Action;
  readonly answer: Answer;
  /** It was asked for in another state than the present one, and may tell of what is over. */
  readonly isStale?: boolean;
};

/** What comes by itself, whatever is driven. */
export type DriveInput<Action, Answer> =
  | { readonly kind: 'tick' }
  | { readonly kind: 'resume' }
  | Given<Action, Answer>;

export type DriveParts<Thing, Action, Answer, Input> = {
  readonly store: { commit(thing: Thing): void };
  readonly clock: Clock;
  readonly timers: Timers;
  readonly onChange: (thing: Thing) => void;
  readonly onFault: (error: unknown) => void;
  readonly reduce: (
    thing: Thing,
    input: Input | DriveInput<Action, Answer>,
    nowMs: number,
  ) => { readonly next: Thing; readonly action: Action | null };
  readonly isWorthCommitting: (before: Thing, after: Thing) => boolean;
  readonly isLive: (thing: Thing) => boolean;
  readonly ask: (thing: Thing, action: Action) => Promise<Answer>;
  /** When a step that the store refused is tried again. */
  readonly retryMs: (thing: Thing) => number;
};

export type Entry<Thing, Action> = {
  thing: Thing;
  cancelTimer: () => void;
  /**
   * Questions without an answer yet. None is asked twice at a time: a slow provider must not get
   * slower by it. What has ended is kept until the answers are in, to judge them too.
   */
  readonly questions: Set<Action>;
};

/**
 * Drives state machines of one kind: commits each step before acting on it, asks, keeps the timers.
 * What happens when is decided by the reducer.
 */
export class Drive<Thing extends Underway, Action, Answer, Input> {
  readonly #parts: DriveParts<Thing, Action, Answer, Input>;
  readonly #entries = new Map<string, Entry<Thing, Action>>();
  #isClosed = false;

  constructor(parts: DriveParts<Thing, Action, Answer, Input>) {
    this.#parts = parts;
  }

  entries(): IterableIterator<Entry<Thing, Action>> {
    return this.#entries.values();
  }

  find(id: string): Entry<Thing, Action> | undefined {
    return this.#entries.get(id);
  }

  /** Takes in what is on the disk already; `go` or `attend` makes it go on. */
  add(thing: Thing): Entry<Thing, Action> {
    const entry = { thing, cancelTimer: () => undefined, questions: new Set<Action>() };
    this.#entries.set(thing.id, entry);
    return entry;
  }

  /** Commits what is new, arms its timer, and nothing more. @throws whatever the store throws. */
  begin(thing: Thing): Entry<Thing, Action> {
    this.#parts.store.commit(thing);
    const entry = this.add(thing);
    this.#arm(entry);
    return entry;
  }

  /**
   * One step: commit, remember, arm the timer, tell, and only after all of it act.
   * @param ask How to ask this time, where what is asked is not in the durable thing.
   * @throws whatever the store throws: then nothing was done.
   */
  go(
    entry: Entry<Thing, Action>,
    input: Input | DriveInput<Action, Answer>,
    ask = this.#parts.ask,
  ): void {
    const action = this.#apply(entry, input);
    if (action !== null && !entry.questions.has(action)) {
      this.#listen(entry, action, ask(entry.thing, action));
    }
    this.#forgetIfOver(entry);
  }

  /** A step that nobody waits for: a store that refuses is reported, and the step comes again. */
  attend(entry: Entry<Thing, Action>, input: Input | DriveInput<Action, Answer>): void {
    try {
      this.go(entry, input);
    } catch (error) {
      this.#parts.onFault(error);
      if (!this.#isClosed) this.#wake(entry, this.#parts.retryMs(entry.thing));
    }
  }

  /** Goes on with everything at once. */
  resume(isWanted: (entry: Entry<Thing, Action>) => boolean = () => true): void {
    for (const entry of [...this.#entries.values()]) {
      if (isWanted(entry)) this.attend(entry, { kind: 'resume' });
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const entry of this.#entries.values()) entry.cancelTimer();
  }

  #apply(entry: Entry<Thing, Action>, input: Input | DriveInput<Action, Answer>): Action | null {
    const { store, clock, reduce, isWorthCommitting, onChange } = this.#parts;
    const before = entry.thing;
    const { next, action } = reduce(before, input, clock.now());
    if (isWorthCommitting(before, next)) store.commit(next);
    entry.thing = next;
    this.#arm(entry);
    if (next !== before) onChange(next);
    return action;
  }

  #listen(entry: Entry<Thing, Action>, to: Action, given: Promise<Answer>): void {
    const askedIn = entry.thing.state;
    entry.questions.add(to);
    const settle = (act: () => void): void => {
      entry.questions.delete(to);
      if (!this.#isClosed) act();
    };
    given.then(
      (answer) =>
        settle(() => {
          const isStale = entry.thing.state !== askedIn;
          this.attend(entry, { kind: 'answer', to, answer, isStale });
        }),
      (error: unknown) =>
        settle(() => {
          this.#parts.onFault(error);
          this.#forgetIfOver(entry);
        }),
    );
  }

  #arm(entry: Entry<Thing, Action>): void {
    const { nextActionAt } = entry.thing;
    if (nextActionAt === undefined) entry.cancelTimer();
    else this.#wake(entry, Math.max(0, nextActionAt - this.#parts.clock.now()));
  }

  #wake(entry: Entry<Thing, Action>, delayMs: number): void {
    entry.cancelTimer();
    entry.cancelTimer = this.#parts.timers.after(delayMs, () => {
      if (!this.#isClosed) this.attend(entry, { kind: 'tick' });
    });
  }

  #forgetIfOver({ thing, questions }: Entry<Thing, Action>): void {
    if (!this.#parts.isLive(thing) && questions.size === 0) this.#entries.delete(thing.id);
  }
}
