import type { TenderKind } from '../../../main/contract/payments/names.ts';
import { t, wordFor } from '../../text.ts';

/** The way that money came or goes. */
export function tenderName(tender: {
  readonly kind: TenderKind;
  readonly provider: string | null;
}): string {
  if (tender.kind === 'cash') return t('tender.cash');
  return wordFor('provider', tender.provider ?? tender.kind);
}
