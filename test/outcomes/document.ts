import { texts } from '../../main/contract/text/index.ts';
import type { Language } from '../../main/contract/values.ts';
import { codeOf, type End } from './ends.ts';
import type { Play } from './plan.ts';
import { isRefundSituation, paymentSituations, refundSituations } from './situations.ts';

type Column = {
  readonly title: string;
  readonly isIn: (play: Play) => boolean;
};

const column = (title: string, provider: Play['provider'], way: Play['way'] | null): Column => ({
  title,
  isIn: (play) => play.provider === provider && (way === null || play.way === way),
});

const paymentColumns: readonly Column[] = [
  column('WeChat Pay, customer’s code', 'wechat', 'presented'),
  column('WeChat Pay, code shown', 'wechat', 'shown'),
  column('Alipay, customer’s code', 'alipay', 'presented'),
  column('Alipay, code shown', 'alipay', 'shown'),
  column('UnionPay, customer’s code', 'unionpay', 'presented'),
  column('UnionPay, code shown', 'unionpay', 'shown'),
  column('UnionPay, link', 'unionpay', 'link'),
  column('Aggregator, any code', 'aggregator', 'presented'),
  column('Card terminal', 'card', 'card'),
  column('Static code', 'static', 'static'),
];

const refundColumns: readonly Column[] = [
  column('WeChat Pay', 'wechat', null),
  column('Alipay', 'alipay', null),
  column('UnionPay', 'unionpay', null),
  column('Card terminal', 'card', null),
  column('Static code', 'static', null),
];

const introduction = `# How payments and refunds end

Written by \`npm run table:outcomes\`; change \`test/outcomes/\` instead of this file.

Every scenario of every simulated provider is played at a real terminal, over the provider's own
protocol, with every wait a tenth of what it is in earnest. The terminal must end in the state that
the table says; the cashier must be able to read what happened and what to do in all languages; a
receipt must be printed when the customer has paid, and only then; and the day report must agree
with the providers' books to the fen. The command ends with 1 when any of that is not so.

**Paid**: the money is the merchant's. **Not paid**: nothing was charged, and why. **Reversed**:
given up, and whatever had been taken is back with the customer. **Needs a person**: it stays on the
doubt desk until somebody, or a statement, has settled it. **Still watched**: the sale is free, and
a code that was shown is asked about until it is certain that nobody has paid it; what comes all the
same goes back. A dash: this cannot happen there.

No answer is never taken for a refusal, nor for a payment: the terminal asks until the provider has
said what became of it, and what it gives up it reverses until that is confirmed. Codes and links
that were asked for and never came are given up at once, because nobody can pay them.
`;

/** The whole of `docs/payment-outcomes.md`. @param plan everything that is played. */
export function documentOf(plan: readonly Play[]): string {
  const payments = plan.filter(({ what }) => what === 'payment');
  const refunds = plan.filter(({ what }) => what === 'refund');
  const sections = [
    introduction,
    `## Payments\n\n${matrix(paymentSituations, paymentColumns, payments)}`,
    `## Refunds\n\n${matrix(refundSituations, refundColumns, refunds)}`,
    `## What the cashier reads\n\n${sentences(plan)}`,
  ];
  return `${sections.join('\n')}`;
}

function matrix(
  situations: Readonly<Record<string, string>>,
  columns: readonly Column[],
  plays: readonly Play[],
): string {
  const rows = Object.entries(situations).map(([name, sentence]) => {
    const played = plays.filter(({ situation }) => situation === name);
    return [sentence, ...columns.map(({ isIn }) => cell(played.filter(isIn)))];
  });
  return table(['What happens', ...columns.map(({ title }) => title)], rows);
}

/** The aggregator's codes all end alike; where one did not, both ends would stand here. */
function cell(plays: readonly Play[]): string {
  if (plays.length === 0) return '–';
  return [...new Set(plays.map(({ end }) => told(end)))].join('; ');
}

function told(end: End): string {
  switch (end.kind) {
    case 'paid':
      return 'paid';
    case 'not-paid':
      return `not paid: ${reason(end.code)}${end.isWatched ? ', still watched' : ''}`;
    case 'reversed':
      return 'reversed';
    case 'unverified':
      return 'needs a person: paid on a supervisor’s word';
    case 'refunded':
      return 'refunded';
    case 'refunded-in-cash':
      return 'refunded in cash';
    case 'not-refunded':
      return `not refunded: ${reason(end.code)}`;
    case 'refund-open':
      return 'needs a person: not settled';
  }
}

const reason = (code: string): string => code.slice(code.indexOf('.') + 1).replaceAll('-', ' ');

const languages: readonly Language[] = ['zh-CN', 'zh-TW', 'en'];

/** Each end that shows a failure, with its sentences. */
function sentences(plan: readonly Play[]): string {
  const codes = new Set(plan.flatMap(({ end }) => codeOf(end) ?? []));
  const rows = [...codes].sort().map((code) => [
    `\`${code}\``,
    ...languages.map((language) => {
      const words = wordsFor(language, code);
      return `**${words.what}**<br>${words.todo}`;
    }),
  ]);
  return table(['Failure', ...languages], rows);
}

/** What happened and what to do about it; empty where there are no words. */
export function wordsFor(language: Language, code: string): { what: string; todo: string } {
  const words: Readonly<Record<string, string>> = texts[language];
  return { what: words[`failure.${code}`] ?? '', todo: words[`failure.${code}.do`] ?? '' };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

/** Rows of the table that nothing is played for. */
export function emptyRows(plan: readonly Play[]): string[] {
  const played = new Set(plan.map(({ situation, what }) => `${what} ${situation}`));
  const rows = [
    ...Object.keys(paymentSituations).map((name) => `payment ${name}`),
    ...Object.keys(refundSituations).map((name) => `refund ${name}`),
  ];
  return rows.filter((row) => !played.has(row));
}

/** Plays that would have no cell: a refund among the payments, or a way without a column. */
export function withoutCell(plan: readonly Play[]): Play[] {
  return plan.filter((play) => {
    const columns = play.what === 'payment' ? paymentColumns : refundColumns;
    const isInTable =
      play.what === 'refund'
        ? isRefundSituation(play.situation)
        : Object.hasOwn(paymentSituations, play.situation);
    return !isInTable || !columns.some(({ isIn }) => isIn(play));
  });
}
