import type { ProviderId } from '../../../../main/payments/provider.ts';
import type { VirtualTime } from '../virtual-time.ts';
import { type Account, accounts } from './accounts.ts';
import { type Breakage, breakProvider } from './broken.ts';
import type { Chance } from './chance.ts';
import { ModelProvider, type World } from './model-provider.ts';
import { type PowerCut, Till } from './till.ts';

export type Sale = { readonly id: string; readonly totalMinor: number };

/** One run: a terminal, all providers, and what the people among them know. */
export type Run = {
  readonly chance: Chance;
  readonly time: VirtualTime;
  readonly till: Till;
  readonly models: ReadonlyMap<ProviderId, ModelProvider>;
  readonly sales: readonly Sale[];
  /** Accounts that were taken out of the settings. */
  readonly switchedOff: Set<ProviderId>;
  /** Cash that was handed back for money that cannot go back by itself, by order number. */
  readonly cash: Map<string, number>;
  /** Money at a provider that only its statement told of. */
  readonly foundByStatement: Set<string>;
  /** Somebody set the clock: then "not found" may have been believed too early. */
  wasClockSet: boolean;
  readonly note: (text: string) => void;
};

export type RunParts = {
  readonly chance: Chance;
  readonly time: VirtualTime;
  readonly world: World;
  readonly sales: readonly Sale[];
  readonly latePayment: 'return' | 'ask';
  readonly cuts: readonly PowerCut[];
  readonly downMs: number;
  readonly broken: Breakage | null;
  readonly note: (text: string) => void;
};

export function createRun(parts: RunParts): Run {
  const { chance, time, world, broken, note } = parts;
  const models = new Map(
    accounts.map((account: Account) => [account.provider, new ModelProvider(account, time, world)]),
  );
  const ports = [...models.values()].map(({ port }) =>
    broken === null ? port : breakProvider(port, broken),
  );
  const switchedOff = new Set<ProviderId>();
  const till = new Till({
    ...parts,
    providers: () =>
      switchedOff.size === 0 ? ports : ports.filter(({ id }) => !switchedOff.has(id)),
    onShown: ({ provider, orderNumber }) => models.get(provider)?.see(orderNumber),
  });
  return {
    chance,
    time,
    till,
    models,
    sales: parts.sales,
    switchedOff,
    cash: new Map(),
    foundByStatement: new Set(),
    wasClockSet: false,
    note,
  };
}

/** What the provider has of an order, without what the shop gave back in cash for it. */
export function heldMinor(run: Run, provider: ProviderId, orderNumber: string): number {
  const netMinor = run.models.get(provider)?.books.netOf(orderNumber) ?? 0;
  return netMinor - (run.cash.get(orderNumber) ?? 0);
}
