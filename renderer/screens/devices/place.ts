import { signal } from '@preact/signals';

/** What a device is wanted for, as the set-up assistant names it. */
export const roles = [
  'goods-scanner',
  'payment-scanner',
  'receipt-printer',
  'drawer',
  'display',
  'scale',
  'reader',
] as const;
export type Role = (typeof roles)[number];

/** Where on the devices screen one is: view state, forgotten when the screen is left. */
export type Place =
  | { readonly at: 'overview' }
  | { readonly at: 'device'; readonly deviceId: string }
  | { readonly at: 'storage' }
  | { readonly at: 'network' }
  | { readonly at: 'setup'; readonly role: Role };

export const place = signal<Place>({ at: 'overview' });

export function goTo(next: Place): void {
  place.value = next;
}
