import { computed, effect, signal } from '@preact/signals';
import type { BenchSnapshot } from '../main/contract/bench/snapshot.ts';
import type { CommandInput, CommandName } from '../main/contract/commands.ts';
import type { Failure } from '../main/contract/failure.ts';
import type { PayWay } from '../main/contract/payments/names.ts';
import type { DifferenceShown, DoubtRow } from '../main/contract/payments/queries.ts';
import type { ItemTile } from '../main/contract/queries.ts';
import type { DemoSnapshot, DevicesSnapshot, TillSnapshot } from '../main/contract/snapshots.ts';
import { ask, send } from './bridge.ts';
import { play } from './sound.ts';
import { speak } from './text.ts';

/** What lies over the stage: view state, forgotten when the screen changes. */
export type Sheet =
  | { readonly kind: 'line'; readonly lineId: string }
  | { readonly kind: 'weigh'; readonly item: ItemTile }
  | { readonly kind: 'sale-discount' }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'cancel-sale' }
  | { readonly kind: 'split' }
  | { readonly kind: 'type-code' }
  | { readonly kind: 'pay-way'; readonly way: Exclude<PayWay, 'presented'> }
  | { readonly kind: 'accept-payment' }
  | {
      readonly kind: 'refund-approval';
      readonly made: Omit<CommandInput<'refund.make'>, 'approval'>;
      readonly totalMinor: number;
    }
  | { readonly kind: 'refund-cash'; readonly partId: string }
  | { readonly kind: 'desk-return' | 'desk-decide'; readonly row: DoubtRow }
  | {
      readonly kind: 'key-file';
      readonly accountId: string;
      readonly keyName: CommandInput<'account.take-key'>['key'];
    }
  | {
      readonly kind: 'switch-merchant';
      readonly merchantId: string;
      /** The merchants' names; empty when nobody is paid yet. */
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'statement-file'; readonly accountId: string; readonly day: string }
  | { readonly kind: 'difference'; readonly difference: DifferenceShown }
  | { readonly kind: 'status' }
  | { readonly kind: 'menu' }
  | { readonly kind: 'drawer' }
  | { readonly kind: 'bench-raw'; readonly deviceId: string }
  | { readonly kind: 'bench-unbind'; readonly deviceId: string }
  | { readonly kind: 'terminal'; readonly command: 'terminal.sign-out' | 'terminal.reset' };

/** Main's snapshots, as they came. */
export const till = signal<TillSnapshot | null>(null);
export const devices = signal<DevicesSnapshot | null>(null);
/** Only while somebody who may use the bench looks at it. */
export const bench = signal<BenchSnapshot | null>(null);
export const demo = signal<DemoSnapshot | null>(null);

export const sheet = signal<Sheet | null>(null);
/** Why the last command was refused; gone with the next one that works. */
export const refusal = signal<Failure | null>(null);
/** Main's clock, ticking: the page's own may be wrong. */
export const now = signal(Date.now());

export const screen = computed(() => till.value?.screen ?? null);

/** Commands that two quick taps mean twice; any other is not sent again before its answer. */
const repeatable: ReadonlySet<CommandName> = new Set<CommandName>([
  'sale.add-item',
  'scan.keyed',
  'sale.set-quantity',
  'sale.undo',
  'notice.dismiss',
  'demo.scan',
]);
const underway = new Set<CommandName>();

/** Sends a command and keeps its refusal for the screen. True when main did it. */
export async function act<Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
): Promise<boolean> {
  if (underway.has(name) && !repeatable.has(name)) return false;
  underway.add(name);
  const answer = await send(name, input).finally(() => underway.delete(name));
  refusal.value = answer.ok ? null : answer.error;
  return answer.ok;
}

/** As `act`, and closes the open sheet when main did it. */
export async function actAndClose<Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
): Promise<void> {
  if (await act(name, input)) sheet.value = null;
}

function show(snapshot: TillSnapshot): void {
  const known = till.value;
  // A pushed snapshot may overtake the answer to the first question.
  if (known && snapshot.revision < known.revision) return;
  till.value = snapshot;
}

/** Subscribes first and asks then, so that nothing falls between. */
export async function connect(): Promise<void> {
  window.terminal.subscribe('till', show);
  window.terminal.subscribe('devices', (snapshot) => {
    devices.value = snapshot;
  });
  window.terminal.subscribe('bench', (snapshot) => {
    bench.value = snapshot;
  });
  window.terminal.subscribe('demo', (snapshot) => {
    demo.value = snapshot;
  });
  window.terminal.subscribe('sound', ({ sound }) => play(sound));
  await askWhereWeAre();
}

const askAgainMs = 1_000;

/** Asks for the first snapshots; a main that is not ready yet is asked again. */
async function askWhereWeAre(): Promise<void> {
  const answer = await ask('till.snapshot', {});
  if (!answer.ok) {
    refusal.value = answer.error;
    window.setTimeout(() => void askWhereWeAre(), askAgainMs);
    return;
  }
  refusal.value = null;
  show(answer.value);
  if (!answer.value.isDemo) return;
  const outside = await ask('demo.snapshot', {});
  if (outside.ok) demo.value ??= outside.value;
}

/** Keeps the clock, the language and the theme in step with the snapshots. */
export function follow(): void {
  let offsetMs = 0;
  const tick = () => {
    now.value = Date.now() + offsetMs;
  };
  effect(() => {
    const snapshot = till.value;
    if (!snapshot) return;
    offsetMs = snapshot.now - Date.now();
    tick();
    const { language, theme, store } = snapshot;
    speak(language, store.currency, store.timeZone);
    const { documentElement: root } = document;
    if (root.lang !== language) root.lang = language;
    if (root.dataset.theme !== theme) root.dataset.theme = theme;
  });
  effect(() => {
    if (screen.value) sheet.value = null;
  });
  window.setInterval(tick, 1_000);
}
