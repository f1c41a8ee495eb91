import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { act, sheet } from '../../state.ts';
import { t } from '../../text.ts';

/** What else can be done with this sale; the one that throws it away is farthest from paying. */
export function Actions({ till }: { readonly till: TillSnapshot }) {
  const { basket, suspended } = till;
  const isEmpty = (basket?.lines.length ?? 0) === 0;
  return (
    <div class="actions" role="toolbar" aria-label={t('sale.actions')}>
      <Button
        icon="remove"
        looks="danger"
        isDisabled={isEmpty}
        onTap={() => {
          sheet.value = { kind: 'cancel-sale' };
        }}
      >
        {t('sale.cancel')}
      </Button>
      <Button icon="suspend" isDisabled={isEmpty} onTap={() => act('sale.suspend', {})}>
        {t('sale.suspend')}
      </Button>
      <Button
        icon="list"
        isDisabled={suspended.length === 0}
        onTap={() => {
          sheet.value = { kind: 'suspended' };
        }}
      >
        {suspended.length === 0
          ? t('sale.resume')
          : t('sale.resumeCount', { count: suspended.length })}
      </Button>
      <Button
        icon="discount"
        isDisabled={isEmpty}
        onTap={() => {
          sheet.value = { kind: 'sale-discount' };
        }}
      >
        {t('sale.discount')}
      </Button>
      <Button icon="undo" isDisabled={!basket?.canUndo} onTap={() => act('sale.undo', {})}>
        {t('sale.undo')}
      </Button>
      <Button icon="refund" onTap={() => act('screen.show', { screen: 'refund' })}>
        {t('sale.refund')}
      </Button>
    </div>
  );
}
