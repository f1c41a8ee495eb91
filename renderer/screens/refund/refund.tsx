import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { RefundChoice } from './refund-choice.tsx';
import { RefundSearch } from './refund-search.tsx';
import { RefundUnderWay } from './refund-under-way.tsx';
import './refund.css';

/** Giving money back: find the sale, choose what comes back, see it go. */
export function Refund({ till }: { readonly till: TillSnapshot }) {
  const { refund, revision } = till;
  if (!refund) return <RefundSearch revision={revision} />;
  const { document } = refund;
  if (!document || document.state === 'dropped') {
    return <RefundChoice key={refund.saleId} refund={refund} revision={revision} />;
  }
  return <RefundUnderWay refund={refund} document={document} />;
}
