import type { LineShown } from '../../../main/contract/snapshots.ts';
import { sheet } from '../../state.ts';
import { money, nameOf, quantity, t } from '../../text.ts';

export function BasketLine(props: {
  readonly line: LineShown;
  readonly isLast: boolean;
  readonly isFixed: boolean;
}) {
  const { line } = props;
  const open = sheet.value;
  const isOpen = open?.kind === 'line' && open.lineId === line.id;
  const toggle = () => {
    sheet.value = isOpen ? null : { kind: 'line', lineId: line.id };
  };
  return (
    <li class={props.isLast ? 'last' : ''} data-line={line.id}>
      <button type="button" aria-expanded={isOpen} disabled={props.isFixed} onClick={toggle}>
        <span class="name">{nameOf(line.name)}</span>
        <span class="amount">{money(line.amountMinor)}</span>
        <LineDetail line={line} />
      </button>
    </li>
  );
}

/** How the amount comes about: quantity, price, and what was taken off. */
export function LineDetail({ line }: { readonly line: LineShown }) {
  const isOverridden = line.unitPriceMinor !== line.listPriceMinor;
  return (
    <span class="detail soft">
      {quantity(line.quantityMilli)}
      {line.soldBy === 'weight' && ` ${line.unit}`} × {money(line.unitPriceMinor)}
      {isOverridden && <s> {money(line.listPriceMinor)}</s>}
      {line.discountMinor > 0 && (
        <span class="off"> {t('basket.off', { amount: money(line.discountMinor) })}</span>
      )}
    </span>
  );
}
