import type { NoticeShown, TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { act, refusal } from '../../state.ts';
import { failureWords, money, noticeWords, t, type Values } from '../../text.ts';
import { search } from '../sale/search-state.ts';
import './notices.css';

const shownAtOnce = 2;

/** Lies at the foot of the stage: never over the basket, the total or the next step. */
export function Notices({ till }: { readonly till: TillSnapshot }) {
  const waiting = till.notices.length - shownAtOnce;
  const shown = till.notices.slice(-shownAtOnce);
  if (shown.length === 0 && refusal.value === null) return null;
  return (
    <section class="notices" aria-label={t('notice.title')}>
      {waiting > 0 && <p class="waiting">{t('notice.more', { count: waiting })}</p>}
      {shown.map((notice) => (
        <Notice key={notice.id} notice={notice} />
      ))}
      <Refusal />
    </section>
  );
}

function Refusal() {
  if (refusal.value === null) return null;
  const { what, todo } = failureWords(refusal.value.code);
  const dismiss = () => {
    refusal.value = null;
  };
  return <Card kind="refused" what={what} todo={todo} onDismiss={dismiss} />;
}

/** Money in a notice's data comes in minor units; the sentence wants it written. */
function sentenceValues(data: Values = {}): Values {
  const written: Record<string, string | number> = { code: '', ...data };
  for (const name of ['expected', 'counted', 'difference', 'amount']) {
    written[name] = money(Number(data[`${name}Minor`] ?? 0));
  }
  return written;
}

function Notice({ notice }: { readonly notice: NoticeShown }) {
  const { what, todo } = noticeWords(notice.code, sentenceValues(notice.data));
  const dismiss = () => act('notice.dismiss', { noticeId: notice.id });
  return (
    <Card kind={notice.kind} what={what} todo={todo} onDismiss={dismiss}>
      {notice.action && <Action action={notice.action} after={dismiss} />}
    </Card>
  );
}

function Action(props: {
  readonly action: NonNullable<NoticeShown['action']>;
  readonly after: () => Promise<boolean>;
}) {
  const { kind, value } = props.action;
  const go = async () => {
    if (await begin(kind, value)) await props.after();
  };
  return <Button onTap={go}>{t(`notice.action.${kind}`)}</Button>;
}

async function begin(
  kind: NonNullable<NoticeShown['action']>['kind'],
  value: string,
): Promise<boolean> {
  switch (kind) {
    case 'reprint':
      return act('receipt.reprint', { saleId: value });
    case 'resume-sale':
      return act('sale.resume', { saleId: value });
    case 'search':
      search.open(value);
      return true;
  }
}
