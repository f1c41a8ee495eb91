import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { gatewayHop, interfaceHop } from '../../../main/net/hops.ts';
import { createReach, type Reach, type ReachTarget } from '../../../main/net/reach.ts';
import { until } from '../../drivers/support.ts';
import { caPath } from '../../simulators/wechat/server.ts';
import { VirtualTime } from '../payments/virtual-time.ts';
import { closeDoors, type Door, openDoor } from './door.ts';

afterEach(closeDoors);

/** A shop's line, tried by real sockets in virtual time. */
class Line {
  readonly time = new VirtualTime();
  /** The pauses between the rounds, in milliseconds. */
  readonly pauses: number[] = [];
  readonly reach: Reach;
  targets: ReachTarget[];
  changes = 0;

  constructor(targets: ReachTarget[], hubOrigin: string | null = null) {
    this.targets = targets;
    this.reach = createReach({
      targets: () => this.targets,
      hubOrigin,
      timers: {
        after: (delayMs, run) => {
          this.pauses.push(delayMs);
          return this.time.timers.after(delayMs, run);
        },
      },
      now: () => this.time.clock.now(),
      changed: () => {
        this.changes += 1;
      },
    });
  }

  /** Time goes on to the next round, and that is waited for. */
  async round(): Promise<void> {
    const before = this.pauses.length;
    if (!this.time.step()) throw new Error('nothing is going to be tried');
    await until('the round is over', () => this.pauses.length > before);
  }

  hopOf(accountId: string): string | null | undefined {
    return this.reach.shown().find((each) => each.accountId === accountId)?.hop;
  }
}

const card = ({ port }: Door): ReachTarget => ({
  accountId: 'card',
  origin: `tcp://127.0.0.1:${port}`,
});

describe('the line to the providers', () => {
  it('counts as whole until it has been tried, and is tried soon after a start', async () => {
    const line = new Line([card(await openDoor())]);
    const startedAt = line.time.clock.now();
    const whole = [{ accountId: 'card', isReachable: true, hop: null, sinceAt: startedAt }];
    expect(line.reach.shown()).toEqual(whole);
    await line.round();
    expect(line.reach.shown()).toEqual(whole);
    expect(line.pauses).toEqual([250, 60_000]);
    expect(line.changes).toBe(0);
  });

  it('shows a door that closes, since when, and that it is open again', async () => {
    const door = await openDoor();
    const line = new Line([card(door)]);
    await line.round();
    await door.close();
    await line.round();
    const brokenAt = line.time.clock.now();
    const broken = { accountId: 'card', isReachable: false, hop: 'provider', sinceAt: brokenAt };
    expect(line.reach.shown()).toEqual([broken]);
    await line.round();
    expect(line.reach.shown()).toEqual([broken]);
    await openDoor(door.port);
    await line.round();
    expect(line.reach.shown()).toMatchObject([{ isReachable: true, hop: null }]);
    expect(line.reach.shown()[0]?.sinceAt).toBeGreaterThan(brokenAt);
    expect(line.pauses).toEqual([250, 60_000, 5_000, 5_000, 60_000]);
    expect(line.changes).toBe(2);
  });

  it('is tried soon after a call found no way, and not again for the same news', async () => {
    const door = await openDoor();
    const line = new Line([card(door)]);
    await line.round();
    await door.close();
    line.reach.heard('card', false);
    line.reach.heard('card', false);
    expect(line.hopOf('card')).toBeNull();
    await line.round();
    expect(line.hopOf('card')).toBe('provider');
    expect(line.time.elapsedMs).toBe(500);
    expect(line.pauses).toEqual([250, 60_000, 250, 5_000]);
  });

  it('is whole as soon as a call came about', async () => {
    const line = new Line([{ accountId: 'card', origin: 'tcp://127.0.0.1:1' }]);
    await line.round();
    expect(line.hopOf('card')).toBe('provider');
    line.reach.heard('card', true);
    expect(line.hopOf('card')).toBeNull();
    line.reach.heard('nobody', false);
    line.reach.heard('nobody', true);
    expect(line.reach.shown()).toHaveLength(1);
  });

  it('leaves the good ones in peace for a minute while one is broken', async () => {
    const door = await openDoor();
    const good = card(door);
    const line = new Line([good, { accountId: 'gone', origin: 'tcp://127.0.0.1:1' }]);
    await line.round();
    for (let nth = 0; nth < 11; nth += 1) await line.round();
    expect(door.visits).toBe(1);
    await line.round();
    expect(line.time.elapsedMs).toBe(60_250);
    await until('the second visit', () => door.visits === 2);
  });

  it('goes as far as the certificate: who cannot show a good one is not there', async () => {
    const door = await openDoor(0, 'tls');
    const origin = `https://127.0.0.1:${door.port}`;
    const ca = readFileSync(caPath, 'utf8');
    const line = new Line([
      { accountId: 'known', origin, ca },
      { accountId: 'stranger', origin },
    ]);
    await line.round();
    expect(line.hopOf('known')).toBeNull();
    expect(line.hopOf('stranger')).toBe('provider');
  });

  it('names the first broken hop of a name that nobody knows', async () => {
    // on a machine without a network the cable or the router is to blame before the name is
    const own = await interfaceHop();
    const gateway = await gatewayHop();
    const first = [own, gateway].find(({ isReachable }) => isReachable === false);
    const line = new Line([{ accountId: 'wallet', origin: 'https://nowhere.invalid' }]);
    await line.round();
    expect(line.reach.shown()).toMatchObject([{ isReachable: false, hop: first?.hop ?? 'dns' }]);
  });

  it('shows the hub beside the accounts', async () => {
    const door = await openDoor();
    const line = new Line([], `http://127.0.0.1:${door.port}`);
    await line.round();
    expect(line.reach.shown()).toEqual([]);
    expect(line.reach.hub()).toMatchObject({ isReachable: true, hop: null });
    await door.close();
    await line.round();
    expect(line.reach.hub()).toMatchObject({ isReachable: false, hop: 'hub' });
    expect(new Line([]).reach.hub()).toBeNull();
  });

  it('is broken at the interface while demo’s network is off, and tried when it is on again', async () => {
    const door = await openDoor();
    const line = new Line([card(door)]);
    await line.round();
    line.reach.setOffline(true);
    expect(line.hopOf('card')).toBe('interface');
    line.reach.heard('card', true);
    expect(line.hopOf('card')).toBe('interface');
    expect(line.time.step()).toBe(false);
    await door.close();
    line.reach.setOffline(false);
    expect(line.hopOf('card')).toBeNull();
    await line.round();
    expect(line.hopOf('card')).toBe('provider');
  });

  it('follows accounts that come, go or move', async () => {
    const door = await openDoor();
    const line = new Line([{ accountId: 'card', origin: 'tcp://127.0.0.1:1' }]);
    await line.round();
    expect(line.hopOf('card')).toBe('provider');
    line.targets = [card(door)];
    expect(line.hopOf('card')).toBeNull();
    line.targets = [];
    expect(line.reach.shown()).toEqual([]);
  });

  it('goes on trying after the clock was set back', async () => {
    const door = await openDoor();
    const line = new Line([card(door)]);
    await line.round();
    line.time.setClock(-3_600_000);
    await door.close();
    await line.round();
    expect(line.hopOf('card')).toBe('provider');
  });

  it('tries nothing more when it is closed', async () => {
    const line = new Line([card(await openDoor())]);
    await line.round();
    line.reach.close();
    line.reach.heard('card', false);
    line.reach.setOffline(true);
    expect(line.time.step()).toBe(false);
  });
});
