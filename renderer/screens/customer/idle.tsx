import { t } from '../../text.ts';

export function Idle({ isClosed }: { readonly isClosed: boolean }) {
  return (
    <section class="centre">
      <h1>{isClosed ? t('customer.closed') : t('customer.welcome')}</h1>
      <p>{isClosed ? t('customer.closed.todo') : t('customer.welcome.todo')}</p>
    </section>
  );
}
