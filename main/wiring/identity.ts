import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { SecretStore } from '../store/secrets.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';
import { createTerminalKey, publicKeyOf } from '../sync/enrol.ts';
import { secretNames } from './secret-names.ts';

/** The terminal's own key; made once, and kept before anything is signed with it. */
export function terminalKey(secrets: SecretStore): KeyObject {
  const kept = secrets.get(secretNames.terminalKey);
  if (kept !== null) return createPrivateKey(kept);
  const key = createTerminalKey();
  secrets.set(secretNames.terminalKey, key.export({ format: 'pem', type: 'pkcs8' }).toString());
  return key;
}

/** Begins the journal with who writes it, so that a verifier needs nothing but the file. */
export function beginJournal(store: Store, key: KeyObject, settings: Settings): void {
  if (store.journal.head().seq > 0) return;
  store.record({
    kind: 'terminal.created',
    actor: 'terminal',
    payload: {
      publicKey: publicKeyOf(key),
      terminalNumber: settings.terminal.number,
      storeId: settings.store.id,
    },
  });
}
