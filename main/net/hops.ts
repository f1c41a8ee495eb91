/** The way to the money, hop by hop: each hop has a check of its own. */
import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { HopName } from '../contract/payments/names.ts';
import { hubPaths } from '../contract/sync/wire.ts';
import { addressOf, hopTimeoutMs, openOrigin, openTcp } from './connect.ts';
import { defaultGateway, isKnownNeighbour } from './gateway.ts';
import { HopError, type HopReason, reasonOf } from './hop-error.ts';

export type Hop = {
  readonly hop: HopName;
  /** Null: nothing has to go this way. */
  readonly isReachable: boolean | null;
  readonly durationMs: number | null;
  /** What it tried: an interface's name, an address, a host. */
  readonly target: string;
  readonly reason: HopReason | null;
};

/** A hop that nothing has to go by. */
export function idleHop(hop: HopName, target: string): Hop {
  return { hop, isReachable: null, durationMs: null, target, reason: 'not-needed' };
}

/** Whether this machine has an address of its own: the cable, or the wireless network. */
export function interfaceHop(): Promise<Hop> {
  return tried('interface', 'no address', async () => ownAddress());
}

/** Whether the router answers; only Linux says who that is. */
export async function gatewayHop(): Promise<Hop> {
  if (!existsSync('/proc/net/route')) return idleHop('gateway', '');
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

/** Whether a name has an address. */
export function nameHop(name: string): Promise<Hop> {
  return tried('dns', name, () => addressOf(name));
}

/** Whether the hub says that it is well. */
export function hubHop(hub: URL): Promise<Hop> {
  return tried('hub', hub.origin, async () => {
    const signal = AbortSignal.timeout(hopTimeoutMs);
    const response = await fetch(new URL(hubPaths.health, hub), { signal, redirect: 'error' });
    await response.body?.cancel();
    if (!response.ok) throw new HopError('refused');
    return null;
  });
}

/** Whether a provider's door opens, as far as its certificate. */
export function providerHop(origin: URL, ca?: string): Promise<Hop> {
  return tried('provider', origin.host, () => openOrigin(origin, ca));
}

/** The first hop that is broken between this machine and the world; null when none is. */
export async function brokenLine(): Promise<HopName | null> {
  for (const check of [interfaceHop, gatewayHop]) {
    const { hop, isReachable } = await check();
    if (isReachable === false) return hop;
  }
  return null;
}

/** @param go what it tries; answers with what it found, to be shown behind the target. */
async function tried(hop: HopName, target: string, go: () => Promise<string | null>): Promise<Hop> {
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

function ownAddress(): string {
  for (const [name, addresses = []] of Object.entries(networkInterfaces())) {
    const own = addresses.find(({ internal, scopeid }) => !internal && !scopeid);
    if (own) return `${name} ${own.address}`;
  }
  throw new HopError('no-address');
}
