import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { connect as connectTcp, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect as connectTls } from 'node:tls';
import type { BenchSnapshot } from '../../contract/bench/snapshot.ts';
import { hubPaths } from '../../contract/sync/wire.ts';
import type { BenchParts } from '../parts.ts';
import { defaultGateway, isKnownNeighbour } from './gateway.ts';
import { HopError, reasonOf } from './hop-error.ts';

type Hop = NonNullable<BenchSnapshot['network']>['hops'][number];

/** A hop that takes longer is as good as none for a sale. */
const hopTimeoutMs = 3_000;

export type Network = {
  check(): Promise<void>;
  shown(): BenchSnapshot['network'];
};

/** The way to the money, hop by hop, so that the first one that fails names itself. */
export function createNetwork(parts: BenchParts): Network {
  const { settings, now, changed } = parts;
  let shown: BenchSnapshot['network'] = null;

  async function hops(): Promise<Hop[]> {
    const hub = settings.hub === null ? null : new URL(settings.hub.url);
    const account = settings.payments.accounts.find((any) => 'origin' in any);
    const provider = account ? new URL(account.origin) : null;
    const caPath = account?.caPath ?? null;
    const isLocal = [hub, provider].every((url) => url === null || isLoopback(url.hostname));
    const name = hub?.hostname ?? provider?.hostname ?? null;
    return await Promise.all([
      isLocal
        ? idle('interface', 'lo')
        : tried('interface', 'no address', async () => ownAddress()),
      isLocal ? idle('gateway', '') : reachGateway(),
      name === null
        ? idle('dns', '')
        : tried('dns', name, async () => (await lookup(name)).address),
      hub === null ? idle('hub', '') : tried('hub', hub.origin, () => askHub(hub)),
      provider === null
        ? idle('provider', '')
        : tried('provider', provider.host, () => openTls(provider, caPath)),
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

/** Nothing has to go this way. */
async function idle(hop: Hop['hop'], target: string): Promise<Hop> {
  return { hop, isReachable: null, durationMs: null, target, reason: 'not-needed' };
}

/** @param go what it tries; answers with what it found, to be shown behind the target. */
async function tried(
  hop: Hop['hop'],
  target: string,
  go: () => Promise<string | null>,
): Promise<Hop> {
  const startedAt = performance.now();
  const durationMs = (): number => Math.round(performance.now() - startedAt);
  try {
    const found = await go();
    const both = found === null || found === target ? target : `${target} → ${found}`;
    return { hop, isReachable: true, durationMs: durationMs(), target: both, reason: null };
  } catch (error) {
    const reason = reasonOf(error);
    return { hop, isReachable: false, durationMs: durationMs(), target, reason };
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

function ownAddress(): string {
  for (const [name, addresses = []] of Object.entries(networkInterfaces())) {
    const own = addresses.find(({ internal, scopeid }) => !internal && !scopeid);
    if (own) return `${name} ${own.address}`;
  }
  throw new HopError('no-address');
}

async function reachGateway(): Promise<Hop> {
  const gateway = defaultGateway(readFileSync('/proc/net/route', 'utf8'));
  return await tried('gateway', gateway ?? '', async () => {
    if (gateway === null) throw new HopError('no-route');
    try {
      await openTcp(gateway, 53);
    } catch (error) {
      // A refusal is an answer, and so is having its hardware address.
      const isThere = reasonOf(error) === 'refused';
      if (!isThere && !isKnownNeighbour(readFileSync('/proc/net/arp', 'utf8'), gateway))
        throw error;
    }
    return null;
  });
}

async function askHub(hub: URL): Promise<null> {
  const signal = AbortSignal.timeout(hopTimeoutMs);
  const response = await fetch(new URL(hubPaths.health, hub), { signal, redirect: 'error' });
  await response.body?.cancel();
  if (!response.ok) throw new HopError('refused');
  return null;
}

function openTcp(host: string, port: number): Promise<null> {
  return settle((done) => connectTcp({ host, port }, done));
}

/** As far as the provider's certificate: nothing is asked of it. */
function openTls(url: URL, caPath: string | null): Promise<string | null> {
  const port = Number(url.port || '443');
  const host = url.hostname;
  const ca = caPath === null ? {} : { ca: readFileSync(caPath) };
  const name = isLoopback(host) ? {} : { servername: host };
  return settle((done) => connectTls({ host, port, ...name, ...ca }, done));
}

/** Opens a connection, and closes it as soon as it is there or has failed. */
function settle(open: (done: () => void) => Socket): Promise<null> {
  return new Promise((resolve, reject) => {
    const socket = open(() => {
      socket.destroy();
      resolve(null);
    });
    socket.setTimeout(hopTimeoutMs, () => socket.destroy(new HopError('timeout')));
    socket.once('error', reject);
  });
}
