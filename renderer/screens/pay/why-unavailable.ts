import type { PayWayShown } from '../../../main/contract/payments/snapshot.ts';
import { failureWords, t } from '../../text.ts';

/** Where the line is broken, or what else is wrong with the account. */
export function whyUnavailable({ hop, reason }: PayWayShown): string {
  if (hop !== null) return t(`hop.${hop}.broken`);
  return reason === null ? '' : failureWords(reason).what;
}
