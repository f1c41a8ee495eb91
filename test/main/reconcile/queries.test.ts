import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashPin } from '../../../main/access/pin.ts';
import type { StaffShown } from '../../../main/contract/snapshots.ts';
import { type PaymentQueryParts, paymentAnswers } from '../../../main/wiring/payment-queries.ts';
import { account, attempt, day, paymentRow, reconcile } from './ledger.ts';
import { ReconcilingLab } from './reconciling-lab.ts';

let lab: ReconcilingLab;
beforeEach(() => {
  lab = new ReconcilingLab();
});
afterEach(() => lab.clear());

function signIn(role: StaffShown['role']): PaymentQueryParts {
  const { store, desk, inbox } = lab;
  store.staff.put({ id: 'staff-wang', name: 'Wang', role, ...hashPin('1111') });
  store.state.change({ staffId: 'staff-wang' });
  return { store, reconciling: desk, inbox } as Partial<PaymentQueryParts> as PaymentQueryParts;
}

describe('the screen of reconciliation', () => {
  it('shows differences fifty at a time, those that are open first', async () => {
    const parts = signIn('manager');
    const strangers = Array.from({ length: 60 }, (_, nth) =>
      paymentRow(attempt(`x${String(nth).padStart(2, '0')}`)),
    );
    await reconcile(lab.store, strangers);
    const page = (offset: number) => {
      const answer = paymentAnswers['reconcile.differences'](parts, {
        accountId: account,
        day,
        offset,
      });
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    };
    const [first] = page(0).rows;
    if (!first) throw new Error('there is no difference');
    expect([page(0), page(50)].map(({ rows, total }) => [rows.length, total])).toEqual([
      [50, 60],
      [10, 60],
    ]);
    const { differenceId } = first;
    lab.give('reconcile.settle', { differenceId, resolution: 'refunded', reason: 'gave it back' });
    expect(page(50).rows.at(-1)).toMatchObject({ differenceId, resolution: 'refunded' });
  });

  it('is for managers', () => {
    const parts = signIn('cashier');
    const asked = { accountId: account, day, offset: 0 };
    const answers = [
      paymentAnswers['reconcile.days'](parts, {}),
      paymentAnswers['reconcile.differences'](parts, asked),
      paymentAnswers['inbox.list'](parts, {}),
    ];
    expect(answers.map((answer) => answer.ok || answer.error.code)).toEqual([
      'policy.denied',
      'policy.denied',
      'policy.denied',
    ]);
  });

  it('shows a manager the files that were brought', () => {
    expect(paymentAnswers['inbox.list'](signIn('manager'), {})).toEqual({ ok: true, value: [] });
  });
});
