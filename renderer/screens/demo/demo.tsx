import { signal } from '@preact/signals';
import { Icon } from '../../parts/icon.tsx';
import { demo } from '../../state.ts';
import { t } from '../../text.ts';
import { CounterSide } from './counter-side.tsx';
import { CustomerSide } from './customer-side.tsx';
import { DeviceSide } from './device-side.tsx';
import { Papers } from './papers.tsx';
import { Scans } from './scans.tsx';
import './demo.css';

const isOpen = signal(false);

/** A rail at the edge that is not part of the till: behind it one plays the world outside. */
export function Demo() {
  const outside = demo.value;
  const toggle = () => {
    isOpen.value = !isOpen.value;
  };
  return (
    <>
      <aside class="rail" aria-label={t('demo.title')}>
        <button
          type="button"
          aria-expanded={isOpen.value}
          aria-controls="demo-world"
          onClick={toggle}
        >
          <Icon name={isOpen.value ? 'back' : 'forward'} size={20} />
          <span>{t('demo.handle')}</span>
        </button>
      </aside>
      {isOpen.value && (
        <section
          id="demo-world"
          class="world scroll"
          aria-label={t('demo.title')}
          onKeyDown={(event) => {
            if (event.key === 'Escape') toggle();
          }}
        >
          <h2>{t('demo.title')}</h2>
          <p class="soft">{t('demo.explained')}</p>
          <Scans />
          <CustomerSide />
          {outside && <CounterSide outside={outside} />}
          {outside && <DeviceSide outside={outside} />}
          {outside && <Papers papers={outside.papers} />}
        </section>
      )}
    </>
  );
}
