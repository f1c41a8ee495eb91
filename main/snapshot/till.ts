import type { CodeAsked, PayWayShown, RefundShown } from '../contract/payments/snapshot.ts';
import type {
  DoneShown,
  FailureShown,
  NoticeShown,
  ScaleShown,
  StaffShown,
  StatusShown,
  TillSnapshot,
} from '../contract/snapshots.ts';
import { price } from '../domain/pricing.ts';
import type { CompletedSale } from '../domain/sale.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Session } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { showBasket } from './basket.ts';
import { showPayment } from './payment.ts';

/** What a snapshot shows besides the store. */
export type SnapshotParts = {
  readonly store: Store;
  readonly settings: Settings;
  readonly revision: number;
  readonly now: number;
  readonly status: StatusShown;
  readonly notices: readonly NoticeShown[];
  readonly ways: readonly PayWayShown[];
  readonly ask: CodeAsked | null;
  readonly refund: RefundShown | null;
  readonly doubts: number;
  readonly scale: ScaleShown | null;
  readonly badgeStaffId: string | null;
};

/** Everything the cashier's window draws, whole. */
export function showTill(parts: SnapshotParts): TillSnapshot {
  const { store, settings } = parts;
  const session = store.state.session();
  const shift = store.sales.openShift();
  const open = store.openSales.current();
  const done = session.doneSaleId === null ? null : store.sales.get(session.doneSaleId);
  const attempt = session.attemptId === null ? null : store.attempts.get(session.attemptId);
  const staff = staffOf(store, session);
  const { name, currency, timeZone, pricesIncludeTax, quickNotesMinor } = settings.store;
  return {
    revision: parts.revision,
    screen: screenOf(session, staff, shift !== null, done !== null),
    language: session.language ?? settings.terminal.language,
    theme: session.theme ?? settings.terminal.theme,
    isDemo: settings.isDemo,
    now: parts.now,
    store: {
      name,
      currency,
      timeZone,
      pricesIncludeTax,
      quickNotesMinor,
      wallets: walletsOf(parts.ways),
    },
    terminalNumber: settings.terminal.number,
    staff,
    shift: shift && {
      id: shift.shiftId,
      businessDay: shift.businessDay,
      openedAt: shift.openedAt,
      floatMinor: shift.floatMinor,
      saleCount: store.sales.countOf(shift.shiftId),
    },
    basket: open && showBasket(open.basket, settings.store, open.canUndo),
    splitMinor: session.splitMinor,
    payment: attempt && showPayment(attempt, settings.payments.acceptStatic === 'supervisor'),
    ways: [...parts.ways],
    ask: parts.ask,
    refund: parts.refund,
    doubts: parts.doubts,
    done: done && showDone(store, done.sale),
    scale: parts.scale,
    badgeStaffId: parts.badgeStaffId,
    suspended: store.openSales.suspended().map(({ basket, changedAt }) => ({
      saleId: basket.saleId,
      at: changedAt,
      lineCount: basket.lines.length,
      totalMinor: price(basket, settings.store).totalMinor,
    })),
    catalogue: {
      version: store.catalogue.version(),
      items: store.catalogue.counts().items,
      updatedAt: store.catalogue.updatedAt(),
    },
    status: parts.status,
    notices: [...parts.notices],
    fault: null,
  };
}

/** Whose codes the shop takes, each once, in the order of the accounts. */
function walletsOf(ways: readonly PayWayShown[]): string[] {
  return [...new Set(ways.flatMap(({ way, wallets }) => (way === 'presented' ? wallets : [])))];
}

function staffOf(store: Store, { staffId }: Session): StaffShown | null {
  const person = staffId === null ? null : store.staff.get(staffId);
  return person && { id: person.id, name: person.name, role: person.role };
}

/** What can be looked at without a shift. */
const besideShift: ReadonlySet<Session['screen']> = new Set([
  'today',
  'devices',
  'desk',
  'reconcile',
  'accounts',
]);

function screenOf(
  session: Session,
  staff: StaffShown | null,
  hasShift: boolean,
  hasDone: boolean,
): TillSnapshot['screen'] {
  if (!staff) return 'sign-in';
  if (besideShift.has(session.screen)) return session.screen;
  if (!hasShift) return staff.role === 'technician' ? 'devices' : 'shift-open';
  return session.screen === 'done' && !hasDone ? 'sale' : session.screen;
}

function showDone(store: Store, sale: CompletedSale): DoneShown {
  return {
    saleId: sale.saleId,
    receiptNumber: sale.receiptNumber,
    totalMinor: sale.totalMinor,
    tenders: sale.tenders.map(({ id, kind, provider, amountMinor, tenderedMinor }) => ({
      id,
      kind,
      provider,
      amountMinor,
      tenderedMinor,
    })),
    changeMinor: sale.changeMinor,
    printing: store.printJobs.latestOf(sale.saleId)?.state ?? 'none',
  };
}

/** The snapshot of a terminal that must not sell: it says why and nothing else. */
export function showUnsafe(
  fault: FailureShown,
  language: TillSnapshot['language'],
  now: number,
): TillSnapshot {
  const off = { health: 'none', reason: null } as const;
  return {
    revision: 1,
    screen: 'unsafe',
    language,
    theme: 'light',
    isDemo: false,
    now,
    store: {
      name: { 'zh-CN': '' },
      currency: 'CNY',
      timeZone: 'UTC',
      pricesIncludeTax: true,
      quickNotesMinor: [],
      wallets: [],
    },
    terminalNumber: '',
    staff: null,
    shift: null,
    basket: null,
    splitMinor: null,
    payment: null,
    ways: [],
    ask: null,
    refund: null,
    doubts: 0,
    done: null,
    scale: null,
    badgeStaffId: null,
    suspended: [],
    catalogue: { version: '', items: 0, updatedAt: null },
    status: {
      hub: { state: 'none', unsent: 0, unsentSince: null, reason: null, hop: null },
      printer: off,
      scanner: off,
      drawer: off,
      wallet: off,
      deviceProcess: 'up',
    },
    notices: [],
    fault,
  };
}
