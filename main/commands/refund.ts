import { refuse } from '../contract/failure.ts';
import type { Handlers } from './context.ts';

const unbuilt = () => refuse('internal', 'refunds are not built yet');

export const refundCommands: Handlers<
  | 'refund.open'
  | 'refund.leave'
  | 'refund.make'
  | 'refund.retry'
  | 'refund.pay-cash'
  | 'refund.drop'
> = {
  'refund.open': unbuilt,
  'refund.leave': unbuilt,
  'refund.make': unbuilt,
  'refund.retry': unbuilt,
  'refund.pay-cash': unbuilt,
  'refund.drop': unbuilt,
};
