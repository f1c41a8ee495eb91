import type { CustomerSnapshot } from '../../../main/contract/snapshots.ts';
import { nameOf } from '../../text.ts';
import { CustomerBasket } from './customer-basket.tsx';
import { Idle } from './idle.tsx';
import { Paying } from './paying.tsx';
import { Showing } from './showing.tsx';
import { Thanks } from './thanks.tsx';
import './customer-display.css';

export function CustomerDisplay({ shown }: { readonly shown: CustomerSnapshot }) {
  return (
    <main class={`display ${shown.phase}`}>
      <header>{nameOf(shown.storeName)}</header>
      <Phase shown={shown} />
    </main>
  );
}

function Phase({ shown }: { readonly shown: CustomerSnapshot }) {
  switch (shown.phase) {
    case 'closed':
    case 'idle':
      return <Idle isClosed={shown.phase === 'closed'} />;
    case 'basket':
      return <CustomerBasket shown={shown} />;
    case 'pay':
    case 'waiting':
    case 'refused':
      return <Paying shown={shown} phase={shown.phase} />;
    case 'show':
      return shown.payment && <Showing shown={shown} payment={shown.payment} />;
    case 'thanks':
      return <Thanks shown={shown} />;
  }
}
