import './style/tokens.css';
import './style/base.css';
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { CustomerSnapshot } from '../main/contract/snapshots.ts';
import { ask, sayReady } from './bridge.ts';
import { CustomerDisplay } from './screens/customer/customer-display.tsx';
import { locale, speak } from './text.ts';

/** The customer's window: it shows and takes nothing. */
const snapshot = signal<CustomerSnapshot | null>(null);

function show(next: CustomerSnapshot): void {
  const known = snapshot.value;
  if (!known || next.revision >= known.revision) snapshot.value = next;
}

effect(() => {
  if (!snapshot.value) return;
  const { language, theme, currency } = snapshot.value;
  speak(language, currency, locale.peek().timeZone);
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme;
});

function Customer() {
  return snapshot.value && <CustomerDisplay shown={snapshot.value} />;
}

window.terminal.subscribe('customer', show);
const answer = await ask('customer.snapshot', {});
if (answer.ok) show(answer.value);
render(<Customer />, document.body);
sayReady();
