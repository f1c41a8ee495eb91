import { describe, expect, test } from 'vitest';
import { numberCard, phone } from '../../../drivers/reader/simulator/card.ts';
import { encodeNdef, uriRecord } from '../../../drivers/reader/simulator/ndef.ts';
import type { Neo2Fault, Neo2Simulator } from '../../../drivers/reader/simulator/neo2.ts';
import { callDevice, until } from '../support.ts';
import { type Bench, hasGreeted, startNeo2, transitCard, transitSeen } from './support.ts';

const timeoutMs = 5_000;
const badge = numberCard('a1b2c3d4');
const badgeSeen = { kind: 'mifare-classic', uid: 'a1b2c3d4', isRandomUid: false };

/** Until the reader has looked for a card so often again. */
async function looks({ simulator }: Bench<Neo2Simulator>, count: number): Promise<void> {
  const polls = (): number => simulator.commands.filter((name) => name === '2C-02').length;
  const before = polls();
  await until(`${count} looks`, () => polls() >= before + count);
}

describe('a reader that looks for cards all the time', () => {
  test('tells of a card once for each time that it is put there', async () => {
    await using bench = await startNeo2({ isPolling: true });
    bench.simulator.putCard(badge);
    await until('the card is told of', () => bench.cards().length > 0);
    await looks(bench, 3);
    expect(bench.cards()).toEqual([badgeSeen]);
    bench.simulator.takeCard();
    await looks(bench, 3);
    bench.simulator.putCard(badge);
    await until('it is told of again', () => bench.cards().length > 1);
    expect(bench.cards()).toEqual([badgeSeen, badgeSeen]);
  });

  test('tells of a phone once, though each look shows another number', async () => {
    await using bench = await startNeo2({ isPolling: true });
    bench.simulator.putCard(phone(encodeNdef([uriRecord('https://a.example')])));
    await until('the phone is told of', () => bench.cards().length > 0);
    await looks(bench, 3);
    expect(bench.cards()).toHaveLength(1);
  });

  test('tells of another card that takes the place of the first at once', async () => {
    await using bench = await startNeo2({ isPolling: true });
    bench.simulator.putCard(badge);
    await until('the first is told of', () => bench.cards().length > 0);
    bench.simulator.putCard(transitCard);
    await until('the second is told of', () => bench.cards().length > 1);
    expect(bench.cards()).toEqual([badgeSeen, transitSeen]);
  });

  test('gives a card to whoever asks for one, and tells nobody else of it', async () => {
    await using bench = await startNeo2({ isPolling: true });
    const reading = callDevice(bench.device, 'read-card', { timeoutMs });
    bench.simulator.putCard(transitCard);
    expect(await reading).toEqual(transitSeen);
    await looks(bench, 3);
    expect(bench.cards()).toEqual([]);
  });

  test('goes on when a call is cancelled', async () => {
    await using bench = await startNeo2({ isPolling: true });
    const reading = callDevice(bench.device, 'read-card', { timeoutMs });
    await callDevice(bench.device, 'cancel', null);
    expect(await reading).toBeNull();
    bench.simulator.putCard(badge);
    await until('the card is told of', () => bench.cards().length > 0);
  });

  test('beeps and blinks meanwhile', async () => {
    await using bench = await startNeo2({ isPolling: true });
    await until('it looks for a card', () => bench.simulator.isPassThrough());
    await callDevice(bench.device, 'signal', { light: 'red', beeps: 1 });
    expect(bench.simulator.lights().red).toBe(1);
  });

  test('reads a card again that was taken away too early', async () => {
    let isEarly = true;
    let simulator: Neo2Simulator | undefined;
    const faultOf = (name: string): Neo2Fault | undefined => {
      if (name === '2C-13' && isEarly) {
        isEarly = false;
        simulator?.takeCard();
      }
      return undefined;
    };
    await using bench = await startNeo2({ isPolling: true, faultOf });
    simulator = bench.simulator;
    simulator.putCard(transitCard);
    await until('it could not be read', () => bench.counted('FailedReadCount') === 1);
    expect(bench.cards()).toEqual([]);
    simulator.putCard(transitCard);
    await until('it is read', () => bench.cards().length > 0);
    expect(bench.cards()).toEqual([transitSeen]);
  });

  test('goes on after it was unplugged', async () => {
    await using bench = await startNeo2({ isPolling: true });
    await bench.simulator.unplug();
    await until('it is lost', () => bench.witness.states.includes('lost'));
    await bench.simulator.replug();
    await until('it is greeted again', () => hasGreeted(bench.witness));
    bench.simulator.putCard(badge);
    await until('the card is told of', () => bench.cards().length > 0);
  });

  test('is at rest when it is closed', async () => {
    await using bench = await startNeo2({ isPolling: true });
    await until('it looks for a card', () => bench.simulator.isPassThrough());
    await bench.device.close();
    expect(bench.simulator.isPassThrough()).toBe(false);
    expect(bench.witness.isIn('closed')).toBe(true);
  });
});
