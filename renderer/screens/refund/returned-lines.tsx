import { Button } from '../../parts/button.tsx';
import { money, nameOf, quantity, t } from '../../text.ts';
import { type Chosen, type RefundLine, stepped } from './choice.ts';

/** The goods of the sale, with how many of each come back. Without `onChange` all of them do. */
export function ReturnedLines(props: {
  readonly lines: readonly RefundLine[];
  readonly chosen: Chosen;
  readonly onChange: ((chosen: Chosen) => void) | null;
}) {
  const { lines, chosen, onChange } = props;
  return (
    <ul class="returned scroll" tabIndex={-1}>
      {lines.map((line) => (
        <ReturnedLine
          key={line.lineId}
          line={line}
          chosenMilli={onChange === null ? line.leftMilli : (chosen[line.lineId] ?? 0)}
          onChange={
            onChange === null ? null : (milli) => onChange({ ...chosen, [line.lineId]: milli })
          }
        />
      ))}
    </ul>
  );
}

function ReturnedLine(props: {
  readonly line: RefundLine;
  readonly chosenMilli: number;
  readonly onChange: ((milli: number) => void) | null;
}) {
  const { line, chosenMilli, onChange } = props;
  const name = nameOf(line.name);
  const step = (by: 1 | -1) => onChange?.(stepped(line, chosenMilli, by));
  const isGone = line.leftMilli === 0;
  return (
    <li class={chosenMilli > 0 ? 'chosen' : isGone ? 'gone' : ''}>
      <span class="number">
        <span class="name">{name}</span>
        <span class="soft">
          {money(line.amountMinor)} · {leftWords(line)}
        </span>
      </span>
      {onChange && !isGone && (
        <Button
          icon="minus"
          label={t('refund.fewer', { name })}
          isDisabled={chosenMilli === 0}
          onTap={() => step(-1)}
        />
      )}
      <output aria-label={t('refund.returned', { name })}>{quantity(chosenMilli)}</output>
      {onChange && !isGone && (
        <Button
          icon="plus"
          label={t('refund.more', { name })}
          isDisabled={chosenMilli >= line.leftMilli}
          onTap={() => step(1)}
        />
      )}
    </li>
  );
}

function leftWords({ quantityMilli, leftMilli, soldBy, unit }: RefundLine): string {
  if (leftMilli === 0) return t('refund.line.gone');
  const measured = (milli: number) =>
    soldBy === 'weight' ? `${quantity(milli)} ${unit}` : quantity(milli);
  const sold = t('refund.line.sold', { quantity: measured(quantityMilli) });
  if (leftMilli === quantityMilli) return sold;
  return `${sold} · ${t('refund.line.left', { quantity: measured(leftMilli) })}`;
}
