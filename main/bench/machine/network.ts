import { readFileSync } from 'node:fs';
import type { BenchSnapshot } from '../../contract/bench/snapshot.ts';
import { hostOf, isLoopback } from '../../net/connect.ts';
import {
  gatewayHop,
  type Hop,
  hubHop,
  idleHop,
  interfaceHop,
  nameHop,
  providerHop,
} from '../../net/hops.ts';
import { cardOrigin } from '../../payments/card/account.ts';
import type { AccountSettings } from '../../store/payment-settings.ts';
import type { Settings } from '../../store/settings-schema.ts';
import type { BenchParts } from '../parts.ts';

export type Network = {
  check(): Promise<void>;
  shown(): BenchSnapshot['network'];
};

type NetworkParts = Pick<BenchParts, 'now' | 'changed'> & {
  readonly settings: Pick<Settings, 'hub' | 'payments'>;
};

/** The way to the money, hop by hop, so that the first one that fails names itself. */
export function createNetwork(parts: NetworkParts): Network {
  const { settings, now, changed } = parts;
  let shown: BenchSnapshot['network'] = null;

  async function hops(): Promise<Hop[]> {
    const hub = settings.hub === null ? null : new URL(settings.hub.url);
    const providers = doorsOf(settings.payments.accounts);
    const origins = [hub, ...providers.map(({ origin }) => origin)].filter((url) => url !== null);
    const isLocal = origins.every(isLoopback);
    const [first] = origins;
    return await Promise.all([
      isLocal ? idleHop('interface', 'lo') : interfaceHop(),
      isLocal ? idleHop('gateway', '') : gatewayHop(),
      first === undefined ? idleHop('dns', '') : nameHop(hostOf(first)),
      hub === null ? idleHop('hub', '') : hubHop(hub),
      ...(providers.length === 0
        ? [idleHop('provider', '')]
        : providers.map(({ origin, ca }) => providerHop(origin, ca))),
    ]);
  }

  return {
    async check() {
      if (shown?.isBusy) return;
      shown = { at: now(), isBusy: true, hops: shown?.hops ?? [] };
      changed();
      shown = { at: now(), isBusy: false, hops: await hops() };
      changed();
    },
    shown: () => shown,
  };
}

type Door = { readonly origin: URL; readonly ca?: string };

/** Where the accounts are reached, each place once. */
function doorsOf(accounts: readonly AccountSettings[]): Door[] {
  const doors = new Map<string, Door>();
  for (const account of accounts) {
    if ('host' in account) {
      const address = cardOrigin(account);
      doors.set(address, { origin: new URL(address) });
    } else if ('origin' in account) {
      const ca = account.caPath === null ? {} : { ca: readFileSync(account.caPath, 'utf8') };
      doors.set(account.origin, { origin: new URL(account.origin), ...ca });
    }
  }
  return [...doors.values()];
}
