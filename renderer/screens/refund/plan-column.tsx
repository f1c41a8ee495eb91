import { useRef } from 'preact/hooks';
import type { RefundShown } from '../../../main/contract/payments/snapshot.ts';
import type { QueryInput, QueryOutput } from '../../../main/contract/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { act, sheet } from '../../state.ts';
import { money, t } from '../../text.ts';
import { tenderName } from './tender-name.ts';

type Plan = QueryOutput<'refund.plan'>;

/** What would go back by which way, and the one step that does it. */
export function PlanColumn(props: {
  readonly refund: RefundShown;
  readonly question: QueryInput<'refund.plan'> | null;
  /** Main's answer to the question; null until it is there. */
  readonly plan: Plan | null;
  readonly reason: string | null;
}) {
  const { refund, question, plan, reason } = props;
  const before = useRef<Plan | null>(null);
  if (plan) before.current = plan;
  // While main adds up the next plan, the one before keeps the sum from flickering.
  const shown = question === null ? null : (plan ?? before.current);
  const go = () => {
    if (!question || !plan || !reason) return;
    const { saleId, lines, amountMinor } = question;
    const made = { saleId, lines: [...lines], amountMinor, reason };
    if (!plan.needsApproval) return void act('refund.make', { ...made, approval: null });
    sheet.value = { kind: 'refund-approval', made, totalMinor: plan.amountMinor };
  };
  return (
    <aside class="column refund-plan" aria-label={t('refund.plan')}>
      <div class="scroll" tabIndex={-1}>
        <Facts
          facts={[
            { name: t('refund.sold'), value: money(refund.totalMinor) },
            ...(refund.refundedMinor > 0
              ? [{ name: t('refund.already'), value: money(refund.refundedMinor) }]
              : []),
          ]}
        />
        {shown && <Parts plan={shown} />}
      </div>
      <div class="sum">
        <span>{t('refund.total')}</span>
        <strong data-fit>{money(shown?.amountMinor ?? 0)}</strong>
      </div>
      <div class="foot">
        <Button
          class="next"
          looks="primary"
          isGuarded
          isDisabled={!question || !plan || !reason}
          onTap={go}
        >
          {t('refund.go')}
          <small>
            {nextWords(question !== null, reason !== null, shown?.needsApproval ?? false)}
          </small>
        </Button>
      </div>
    </aside>
  );
}

/** What is still missing, or what the tap leads to. */
function nextWords(hasChoice: boolean, hasReason: boolean, needsApproval: boolean): string {
  if (!hasChoice) return t('refund.next.choose');
  if (!hasReason) return t('refund.next.reason');
  return needsApproval ? t('refund.next.approval') : t('refund.next.go');
}

function Parts({ plan }: { readonly plan: Plan }) {
  return (
    <>
      <h2>{t('refund.parts')}</h2>
      <ul class="parts">
        {plan.parts.map((part, place) => (
          // The parts of one plan never change their places.
          <li key={place}>
            <span>{tenderName(part)}</span>
            <strong>{money(part.amountMinor)}</strong>
          </li>
        ))}
      </ul>
      {plan.taxMinor > 0 && <p class="soft">{t('refund.tax', { amount: money(plan.taxMinor) })}</p>}
    </>
  );
}
