import { texts } from '../../main/contract/text/index.ts';
import type { Language } from '../../main/contract/values.ts';
import { sum } from '../../main/domain/money.ts';
import { orderNumberOf } from '../../main/payments/attempt.ts';
import { readSales } from '../support/records.ts';
import { wordsFor } from './document.ts';
import { codeOf, type End, isSameEnd } from './ends.ts';
import type { Lane } from './lane.ts';
import type { Play } from './plan.ts';
import { type Played, priceMinor } from './play-payment.ts';
import type { PlayedRefund } from './play-refund.ts';
import { keptOf } from './providers.ts';

// Everything that must hold at an end, each fault a sentence. None: all is as expected.

const isTaken = ({ kind }: End): boolean => kind === 'paid' || kind === 'unverified';

/** @param papersBefore how many papers there were before the payment. */
export function faultsOfPayment(
  lane: Lane,
  play: Play,
  played: Played,
  papersBefore: number,
): string[] {
  // what is refunded was paid first
  const expected: End =
    play.what === 'payment'
      ? play.end
      : { kind: play.provider === 'static' ? 'unverified' : 'paid' };
  const { end, orderNumber } = played;
  const shouldKeepMinor = isTaken(expected) ? priceMinor : 0;
  const keptMinor = keptOf(lane.providers, play.provider, orderNumber) ?? shouldKeepMinor;
  const tenders = readSales(lane.dataDir)
    .flatMap((sale) => sale.tenders)
    .filter(({ attemptId }) => attemptId !== null && orderNumberOf(attemptId) === orderNumber);
  const takenMinor = sum(tenders.map(({ amountMinor }) => amountMinor));
  return [
    ...(isSameEnd(end, expected) ? [] : [`ended ${told(end)} instead of ${told(expected)}`]),
    ...(keptMinor === shouldKeepMinor ? [] : [`the provider keeps ${keptMinor}`]),
    ...(takenMinor === shouldKeepMinor ? [] : [`the journal has ${takenMinor}`]),
    ...faultsOfWords(end),
    ...faultsOfPaper(lane, { papersBefore, number: played.receiptNumber, sign: '' }, play),
  ];
}

export function faultsOfRefund(
  lane: Lane,
  play: Play,
  { orderNumber }: Played,
  { end, receiptNumber }: PlayedRefund,
  papersBefore: number,
): string[] {
  const isBack = play.end.kind === 'refunded' || play.end.kind === 'refund-open';
  const shouldKeepMinor = isBack ? 0 : priceMinor;
  const keptMinor = keptOf(lane.providers, play.provider, orderNumber) ?? shouldKeepMinor;
  return [
    ...(isSameEnd(end, play.end) ? [] : [`ended ${told(end)} instead of ${told(play.end)}`]),
    ...(keptMinor === shouldKeepMinor ? [] : [`the provider keeps ${keptMinor}`]),
    ...faultsOfWords(end),
    ...faultsOfPaper(lane, { papersBefore, number: receiptNumber, sign: '-' }, play),
  ];
}

const told = (end: End): string => `${end.kind} ${codeOf(end) ?? ''}`.trim();

/** What happened and what to do, in every language. */
function faultsOfWords(end: End): string[] {
  const code = codeOf(end);
  if (code === null) return [];
  return (['zh-CN', 'zh-TW', 'en'] as const).flatMap((language) => {
    const { what, todo } = wordsFor(language, code);
    return what.trim() === '' || todo.trim() === '' ? [`no words in ${language} for ${code}`] : [];
  });
}

type Paper = {
  readonly papersBefore: number;
  /** Null: none may have been printed. */
  readonly number: string | null;
  readonly sign: '' | '-';
};

/** One receipt if and only if money moved, with the way's name and the amount on it. */
function faultsOfPaper(
  { papers, language }: Lane,
  { papersBefore, number, sign }: Paper,
  play: Play,
) {
  const printed = papers.slice(papersBefore);
  if (number === null) return printed.length === 0 ? [] : ['a receipt was printed'];
  const [paper] = printed;
  if (printed.length !== 1 || paper === undefined) return [`${printed.length} receipts`];
  const name = wayOnPaper(play, language);
  const amount = `${sign}${(priceMinor / 100).toFixed(2)}`;
  const hasRow = paper
    .split('\n')
    .some((line) => line.includes(name) && line.trimEnd().endsWith(amount));
  return [
    ...(paper.includes(number) ? [] : [`no ${number} on the receipt`]),
    ...(hasRow ? [] : [`no row "${name} ${amount}" on the receipt`]),
  ];
}

/** What a customer knows the way by. */
function wayOnPaper({ provider, wallet }: Play, language: Language): string {
  const words = texts[language];
  if (provider === 'card') return words['receipt.card'];
  if (provider === 'static') return words['receipt.wallet.static'];
  // an EMVCo code does not say whose it is; the acquirer does
  if (wallet === 'emv') return words['receipt.wallet.unionpay'];
  const named = wallet ?? (provider === 'aggregator' ? 'unionpay' : provider);
  return words[`receipt.wallet.${named}`];
}
