import { describe, expect, it } from 'vitest';
import { payWays } from '../../main/contract/payments/names.ts';
import { languages } from '../../main/contract/values.ts';
import { attemptStates } from '../../main/payments/attempt.ts';
import { refundStates } from '../../main/payments/refund.ts';
import { stateWords } from '../../renderer/screens/desk/doubt-words.ts';
import { searchOf } from '../../renderer/screens/desk/search-of.ts';
import { leftMinor, questionOf, stepped } from '../../renderer/screens/refund/choice.ts';
import { speak } from '../../renderer/text.ts';
import { moneyScreens } from './sample-money.ts';
import { sampleTime } from './sample-records.ts';

const { refund } = moneyScreens['refund-choice'];
const [cola, , apples, bread] = refund.lines;

describe('what is given back', () => {
  it('counted goods come back one by one, never more than are left', () => {
    if (!cola) throw new Error('no cola');
    expect(stepped(cola, 0, 1)).toBe(1_000);
    expect(stepped(cola, 21_000, 1)).toBe(21_000);
    expect(stepped(cola, 0, -1)).toBe(0);
  });

  it('weighed goods come back whole', () => {
    if (!apples) throw new Error('no apples');
    expect(stepped(apples, 0, 1)).toBe(1_358);
    expect(stepped(apples, 1_358, -1)).toBe(0);
  });

  it('main is asked about the chosen lines alone', () => {
    const chosen = { [cola?.lineId ?? '']: 2_000, [bread?.lineId ?? '']: 0 };
    expect(questionOf(refund, 'lines', chosen, 0)).toEqual({
      saleId: 'sale-1',
      lines: [{ lineId: 'line-0', quantityMilli: 2_000 }],
      amountMinor: null,
    });
  });

  it('nothing chosen, no amount, or too large a one asks nothing', () => {
    expect(questionOf(refund, 'lines', {}, 500)).toBeNull();
    expect(questionOf(refund, 'amount', {}, 0)).toBeNull();
    expect(questionOf(refund, 'amount', {}, leftMinor(refund) + 1)).toBeNull();
    expect(questionOf(refund, 'amount', {}, leftMinor(refund))?.amountMinor).toBe(11_445);
  });

  it('all of it names neither lines nor an amount', () => {
    const whole = { saleId: 'sale-1', lines: [], amountMinor: null };
    expect(questionOf(refund, 'all', { 'line-0': 1_000 }, 700)).toEqual(whole);
  });
});

describe('the customer says that he has paid', () => {
  const minuteMs = 60_000;
  const minuteAt = Math.floor(sampleTime / minuteMs) * minuteMs;
  const here = { decimals: 2, clock: '14:32', minuteAt };
  const nothing = { number: '', amount: '', time: '' };
  const find = (typed: Partial<typeof nothing>) => searchOf({ ...nothing, ...typed }, here);

  it('nothing typed, or nothing that makes sense, searches nothing', () => {
    for (const typed of [{}, { number: '  ' }, { amount: '1.234' }, { time: '25:00' }]) {
      expect(find(typed)).toBeNull();
    }
  });

  it('an amount is read in the shop’s currency', () => {
    expect(find({ amount: '45.3' })?.amountMinor).toBe(4_530);
    expect(searchOf({ ...nothing, amount: '45' }, { ...here, decimals: 0 })?.amountMinor).toBe(45);
  });

  it('a time is the last one that the shop’s clock showed, with room on both sides', () => {
    const around = (at: number) => ({ fromAt: at - 15 * minuteMs, toAt: at + 15 * minuteMs });
    expect(find({ time: '14:02' })).toMatchObject(around(minuteAt - 30 * minuteMs));
    expect(find({ time: '14:33' })).toMatchObject(around(minuteAt - 1_439 * minuteMs));
  });

  it('a number goes with what else is known', () => {
    expect(find({ number: ' 4200001 ', amount: '12' })).toEqual({
      text: '4200001',
      amountMinor: 1_200,
      fromAt: null,
      toAt: null,
    });
  });
});

describe.each(languages)('the doubt desk in %s', (language) => {
  it('has a sentence for every state of a payment and of a refund, and what to do', () => {
    speak(language, 'CNY', 'Asia/Shanghai');
    const rows = payWays.flatMap((way) => [
      ...attemptStates.map((state) => ({ kind: 'payment' as const, way, state })),
      ...refundStates.map((state) => ({ kind: 'refund' as const, way, state })),
    ]);
    for (const row of rows) {
      const { what, todo } = stateWords(row);
      expect([row.state, 'todo']).not.toContain(what);
      expect([row.state, 'todo']).not.toContain(todo);
    }
  });

  it('does not call a link unclear that the customer has not paid yet', () => {
    speak(language, 'CNY', 'Asia/Shanghai');
    const open = stateWords({ kind: 'payment', way: 'link', state: 'unknown' });
    expect(open).not.toEqual(stateWords({ kind: 'payment', way: 'presented', state: 'unknown' }));
    const back = { kind: 'refund', state: 'unknown' } as const;
    expect(stateWords({ ...back, way: 'link' })).toEqual(stateWords({ ...back, way: 'presented' }));
  });

  it('names a state that it does not know rather than hiding it', () => {
    speak(language, 'CNY', 'Asia/Shanghai');
    expect(stateWords({ kind: 'payment', way: 'presented', state: 'from-the-future' }).todo).toBe(
      'from-the-future',
    );
  });
});
