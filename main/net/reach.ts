/**
 * Whether each account's provider can be reached, and if not, where the line is broken. What a
 * provider call met counts as it comes; beside that the line is tried every so often.
 */
import type { HopName } from '../contract/payments/names.ts';
import { hostOf, isLoopback, openOrigin } from './connect.ts';
import { brokenLine, nameHop } from './hops.ts';

export type ReachTarget = {
  readonly accountId: string;
  /** `https://…` or `tcp://host:port`. */
  readonly origin: string;
  /** PEM to trust instead of the system's. */
  readonly ca?: string;
};

export type Reached = {
  readonly isReachable: boolean;
  /** The first hop that is broken; null while it can be reached. */
  readonly hop: HopName | null;
  /** Since when it is so, UTC ms. */
  readonly sinceAt: number;
};

export type ReachParts = {
  /** Read at each look: accounts may change while the terminal runs. */
  readonly targets: () => readonly ReachTarget[];
  /** Where the hub is; null without one. */
  readonly hubOrigin: string | null;
  readonly timers: {
    /** Calls `run` once after `delayMs`; the returned function cancels it. */
    after(delayMs: number, run: () => void): () => void;
  };
  readonly now: () => number;
  /** What is shown has changed. */
  readonly changed: () => void;
};

export type Reach = {
  /** A call to the account's provider came about, or found no way there. */
  heard(accountId: string, isReachable: boolean): void;
  /** Demo's "network off": nothing is reached and nothing is tried. */
  setOffline(isOffline: boolean): void;
  shown(): readonly (Reached & { readonly accountId: string })[];
  /** The hub, tried like a provider; null without one. */
  hub(): Reached | null;
  close(): void;
};

/** How long after bad news, or a start, the line is tried. */
const soonMs = 250;
const brokenIntervalMs = 5_000;
const wellIntervalMs = 60_000;

export function createReach(parts: ReachParts): Reach {
  return new LineWatch(parts);
}

type Goal = ReachTarget & { readonly isHub: boolean };

type Known = Reached & { readonly origin: string };

class LineWatch implements Reach {
  readonly #parts: ReachParts;
  /** What was found, by the goal's key; nothing found yet counts as reachable. */
  readonly #known = new Map<string, Known>();
  /** Goals with bad news that has not been looked into. */
  readonly #doubted = new Set<string>();
  readonly #startedAt: number;
  #cancelTimer: () => void = () => undefined;
  #isChecking = false;
  /** When all goals were tried, and not the broken ones alone; null: they are to be, soon. */
  #allAt: number | null = null;
  #offlineAt: number | null = null;
  #isClosed = false;

  constructor(parts: ReachParts) {
    this.#parts = parts;
    this.#startedAt = parts.now();
    this.#arm();
  }

  heard(accountId: string, isReachable: boolean): void {
    const goal = this.#goals().find((each) => !each.isHub && each.accountId === accountId);
    if (!goal || this.#offlineAt !== null || this.#isClosed) return;
    const key = keyOf(goal);
    if (isReachable) {
      this.#doubted.delete(key);
      this.#learn(goal, null);
    } else if (!this.#doubted.has(key)) {
      this.#doubted.add(key);
      this.#arm();
    }
  }

  setOffline(isOffline: boolean): void {
    if (this.#isClosed || isOffline === (this.#offlineAt !== null)) return;
    this.#offlineAt = isOffline ? this.#parts.now() : null;
    this.#allAt = null;
    this.#arm();
    this.#parts.changed();
  }

  shown(): readonly (Reached & { readonly accountId: string })[] {
    return this.#goals()
      .filter(({ isHub }) => !isHub)
      .map((goal) => ({ accountId: goal.accountId, ...this.#shown(goal) }));
  }

  hub(): Reached | null {
    const goal = this.#goals().find(({ isHub }) => isHub);
    return goal ? this.#shown(goal) : null;
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelTimer();
  }

  #goals(): Goal[] {
    const { targets, hubOrigin } = this.#parts;
    const accounts = targets().map((target) => ({ ...target, isHub: false }));
    if (hubOrigin === null) return accounts;
    return [...accounts, { accountId: '', origin: hubOrigin, isHub: true }];
  }

  #shown(goal: Goal): Reached {
    return this.#offlineAt === null
      ? this.#reached(goal)
      : { isReachable: false, hop: 'interface', sinceAt: this.#offlineAt };
  }

  #reached(goal: Goal): Reached {
    const known = this.#known.get(keyOf(goal));
    if (known?.origin !== goal.origin) {
      return { isReachable: true, hop: null, sinceAt: this.#startedAt };
    }
    const { isReachable, hop, sinceAt } = known;
    return { isReachable, hop, sinceAt };
  }

  #learn(goal: Goal, hop: HopName | null): void {
    const before = this.#reached(goal);
    if (before.hop === hop) return;
    const isReachable = hop === null;
    // another hop of the same outage does not begin it anew
    const sinceAt = before.isReachable === isReachable ? before.sinceAt : this.#parts.now();
    this.#known.set(keyOf(goal), { origin: goal.origin, isReachable, hop, sinceAt });
    if (this.#offlineAt === null) this.#parts.changed();
  }

  #arm(): void {
    if (this.#isChecking) return;
    this.#cancelTimer();
    if (this.#isClosed || this.#offlineAt !== null) return;
    const isSoon = this.#doubted.size > 0 || this.#allAt === null;
    const isBroken = this.#goals().some((goal) => !this.#reached(goal).isReachable);
    const delayMs = isSoon ? soonMs : isBroken ? brokenIntervalMs : wellIntervalMs;
    this.#cancelTimer = this.#parts.timers.after(delayMs, () => void this.#check());
  }

  /** One round: those that are broken or in doubt, and every minute all. */
  async #check(): Promise<void> {
    this.#isChecking = true;
    const goals = this.#due();
    this.#doubted.clear();
    const line = once(brokenLine);
    try {
      await Promise.all(
        goals.map(async (goal) => {
          const hop = await tryGoal(goal, line);
          if (!this.#isClosed) this.#learn(goal, hop);
        }),
      );
    } finally {
      this.#isChecking = false;
      this.#arm();
    }
  }

  #due(): Goal[] {
    const now = this.#parts.now();
    // a clock that was set back must not keep the good ones from being tried
    const isForAll =
      this.#allAt === null || now - this.#allAt >= wellIntervalMs || now < this.#allAt;
    if (isForAll) this.#allAt = now;
    return this.#goals().filter(
      (goal) => isForAll || this.#doubted.has(keyOf(goal)) || !this.#reached(goal).isReachable,
    );
  }
}

/** Null when it can be reached, else the first hop that is broken. */
async function tryGoal(goal: Goal, line: () => Promise<HopName | null>): Promise<HopName | null> {
  const origin = new URL(goal.origin);
  const own = goal.isHub ? 'hub' : 'provider';
  const isOpen = await openOrigin(origin, goal.ca).then(
    () => true,
    () => false,
  );
  if (isOpen) return null;
  // on this machine itself nothing lies between
  if (isLoopback(origin)) return own;
  const broken = await line();
  if (broken !== null) return broken;
  return (await nameHop(hostOf(origin))).isReachable ? own : 'dns';
}

function keyOf({ accountId, isHub }: Goal): string {
  return isHub ? 'hub' : `account ${accountId}`;
}

/** Several that are broken at once ask the cable and the router one time. */
function once<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let answer: Promise<Value> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}
