import type { DayReport } from '../../main/contract/queries.ts';
import { sum } from '../../main/domain/money.ts';
import { until } from '../support/until.ts';
import type { Lane } from './lane.ts';
import type { Play } from './plan.ts';
import { priceMinor } from './play-payment.ts';

const watched = 'payment withdrawn';
/** Eight minutes with Alipay in earnest; a tenth of that in a rehearsal. */
const watchTimeoutMs = 120_000;

/** Sales less refunds of one sort of tender, in fen. */
type Kept = { readonly name: string; readonly oursMinor: number; readonly theirsMinor: number };

/** Holds a lane's day report against its providers' books. Each difference is a sentence. */
export async function faultsOfBooks(lane: Lane, played: readonly Play[]): Promise<string[]> {
  const { terminal, papers } = lane;
  await untilLittleIsWatched(lane, played);
  const report = await terminal.query('report.day', { businessDay: null });
  const desk = await terminal.query('desk.list', {});
  if (!report.ok || !desk.ok) return ['the day report or the desk was refused'];
  const differences = rowsOf(lane, played, report.value).flatMap(
    ({ name, oursMinor, theirsMinor }) =>
      oursMinor === theirsMinor ? [] : [`${name}: ${oursMinor} here and ${theirsMinor} there`],
  );
  const finished = report.value.saleCount + report.value.refunds.count;
  const doubts = desk.value.rows.map(({ kind, state }) => `${kind} ${state}`).sort();
  const expectedDoubts = doubtsOf(played).sort();
  return [
    ...differences,
    ...(papers.length === finished ? [] : [`${papers.length} receipts for ${finished}`]),
    ...(doubts.join() === expectedDoubts.join() ? [] : [`on the desk: ${doubts.join(', ')}`]),
  ];
}

/** Codes that were shown and never scanned are watched until nobody can pay them any more. */
async function untilLittleIsWatched({ terminal }: Lane, played: readonly Play[]): Promise<void> {
  const wanted = doubtsOf(played).filter((doubt) => doubt === watched).length;
  await until(
    'the other codes are not watched any more',
    async () => {
      const desk = await terminal.query('desk.list', {});
      const rows = desk.ok ? desk.value.rows : [];
      return rows.filter(({ kind, state }) => `${kind} ${state}` === watched).length === wanted;
    },
    watchTimeoutMs,
  );
}

function rowsOf({ kind, providers }: Lane, played: readonly Play[], report: DayReport): Kept[] {
  const { wechat, alipay, acquirer, card } = providers;
  const kept = (isIn: (way: DayReport['byTender'][number]) => boolean): number =>
    sum(report.byTender.filter(isIn).map(({ amountMinor }) => amountMinor)) -
    sum(report.refunds.byTender.filter(isIn).map(({ amountMinor }) => amountMinor));
  const of = (provider: string) => (way: DayReport['byTender'][number]) =>
    way.provider === provider;
  if (kind === 'aggregated') {
    const oursMinor = kept((way) => way.kind === 'wallet');
    return [{ name: 'aggregator', oursMinor, theirsMinor: acquirer.ledger().netMinor }];
  }
  // taken by the provider, and not finished here
  const openMinor = played.filter(({ end }) => end.kind === 'refund-open').length * priceMinor;
  const wordMinor =
    played.filter(({ provider, end }) => provider === 'static' && isTaken(end)).length * priceMinor;
  return [
    {
      name: 'wechat',
      oursMinor: kept(of('wechat')),
      theirsMinor: wechat.ledger().netMinor + openMinor,
    },
    { name: 'alipay', oursMinor: kept(of('alipay')), theirsMinor: alipay.ledger().netMinor },
    { name: 'unionpay', oursMinor: kept(of('unionpay')), theirsMinor: acquirer.ledger().netMinor },
    {
      name: 'card',
      oursMinor: kept((way) => way.kind === 'card'),
      theirsMinor: card.ledger().netMinor,
    },
    { name: 'static', oursMinor: kept(of('static')), theirsMinor: wordMinor },
    {
      name: 'drawer',
      oursMinor: report.cash.expectedMinor,
      theirsMinor: report.cash.floatMinor - cashOf(played),
    },
  ];
}

const isTaken = ({ kind }: Play['end']): boolean =>
  kind === 'unverified' || kind === 'refunded-in-cash';

function cashOf(played: readonly Play[]): number {
  return played.filter(({ end }) => end.kind === 'refunded-in-cash').length * priceMinor;
}

/** What must be left for a person, and nothing else. */
function doubtsOf(played: readonly Play[]): string[] {
  return played.flatMap(({ end }) => {
    if (end.kind === 'refund-open') return ['refund unknown'];
    if (end.kind === 'not-paid' && end.isWatched) return [watched];
    return isTaken(end) ? ['payment unverified'] : [];
  });
}
