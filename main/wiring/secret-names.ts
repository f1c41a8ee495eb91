import type { SecretStore } from '../store/secrets.ts';
import type { Settings } from '../store/settings-schema.ts';

/** What the terminal keeps in its secret store, by name. */
export const secretNames = {
  /** The terminal's Ed25519 key, PKCS #8 PEM: it signs the journal and the requests to the hub. */
  terminalKey: 'terminal-key',
  /** The hub's one-time code, until it has been spent. */
  enrolmentCode: 'enrolment-code',
} as const;

/** Everything secret that this terminal holds: what no paper, log or report may show. */
export function secretsOf(
  { payments }: Pick<Settings, 'payments'>,
  secrets: SecretStore,
): string[] {
  const names = [
    ...Object.values(secretNames),
    ...payments.accounts.flatMap(({ id }) => [
      merchantKeyName(id),
      formerKeyName(id),
      nextKeyName(id),
    ]),
  ];
  return names.flatMap((name) => secrets.get(name) ?? []);
}

/** A provider account's private key, PKCS #8 PEM, or its shared secret. */
export function merchantKeyName(accountId: string): string {
  return `${accountId}-merchant-key`;
}

/** The key before, as long as the new one has not been seen to work. */
export function formerKeyName(accountId: string): string {
  return `${merchantKeyName(accountId)}-before`;
}

/** A key that waits for its certificate. */
export function nextKeyName(accountId: string): string {
  return `${merchantKeyName(accountId)}-next`;
}
