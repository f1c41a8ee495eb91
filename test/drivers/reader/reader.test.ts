import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  numberCard,
  paymentCard,
  phone,
  type2Tag,
} from '../../../drivers/reader/simulator/card.ts';
import {
  encodeNdef,
  externalRecord,
  textRecord,
  uriRecord,
} from '../../../drivers/reader/simulator/ndef.ts';
import { badgeRecordType, issueBadge, readBadge } from '../../../main/access/badge.ts';
import { callDevice, until } from '../support.ts';
import { hasGreeted, openNeo2, startNeo2, transitCard, transitSeen } from './support.ts';

const timeoutMs = 5_000;

describe('a NEO 2 reader', () => {
  test('says who it is when it is opened, and is at rest', async () => {
    await using bench = await startNeo2({ serial: '812Z000042' });
    expect(bench.witness.events).toContainEqual({
      kind: 'identity',
      facts: { protocol: 'ID TECH NEO 2', firmware: 'NEO 2.0 v1.00', serial: '812Z000042' },
    });
    expect(bench.simulator.isPassThrough()).toBe(false);
    expect(bench.witness.states).toEqual(['opening', 'open']);
  });

  test("reads a transit card's balance and history", async () => {
    await using bench = await startNeo2();
    bench.simulator.putCard(transitCard);
    expect(await callDevice(bench.device, 'read-card', { timeoutMs })).toEqual(transitSeen);
    expect(bench.simulator.isPassThrough()).toBe(false);
    expect(bench.counted('GoodReadCount')).toBe(1);
  });

  test('waits for a card that comes later', async () => {
    await using bench = await startNeo2();
    const reading = callDevice(bench.device, 'read-card', { timeoutMs });
    await until('it looks for a card', () => bench.simulator.isPassThrough());
    bench.simulator.putCard(numberCard('a1b2c3d4'));
    expect(await reading).toEqual({ kind: 'mifare-classic', uid: 'a1b2c3d4', isRandomUid: false });
  });

  test.each([false, true])(
    'reads a card that is asked for while it is being opened (polling: %s)',
    async (isPolling) => {
      await using bench = await openNeo2({ isPolling });
      bench.simulator.putCard(transitCard);
      expect(await callDevice(bench.device, 'read-card', { timeoutMs })).toEqual(transitSeen);
      expect(hasGreeted(bench.witness)).toBe(true);
      expect(bench.counted('FailedReadCount')).toBe(0);
    },
  );

  test('gives up when none comes in time', async () => {
    await using bench = await startNeo2();
    expect(await callDevice(bench.device, 'read-card', { timeoutMs: 50 })).toBeNull();
    expect(bench.simulator.isPassThrough()).toBe(false);
    expect(bench.counted('FailedReadCount')).toBe(0);
  });

  test('reads the message on a tag', async () => {
    await using bench = await startNeo2();
    const message = encodeNdef([uriRecord('https://saoma.example/m/7'), textRecord('zh', '会员')]);
    bench.simulator.putCard(type2Tag(message));
    expect(await callDevice(bench.device, 'read-card', { timeoutMs })).toMatchObject({
      kind: 'mifare-ultralight',
      ndef: [
        { kind: 'uri', uri: 'https://saoma.example/m/7' },
        { kind: 'text', language: 'zh', text: '会员' },
      ],
    });
  });

  test('passes a badge on that verifies on its card, and not on another', async () => {
    await using bench = await startNeo2();
    const shop = generateKeyPairSync('ed25519');
    const badge = { kind: 'staff', id: 'lin', issuedAt: 1_790_000_000_000 } as const;
    const token = issueBadge({ ...badge, uid: '04aabbccddee80' }, shop.privateKey);
    const message = encodeNdef([externalRecord(badgeRecordType, token)]);
    for (const uid of ['04aabbccddee80', '04aabbccddee99']) {
      bench.simulator.putCard(type2Tag(message, uid));
      const card = await callDevice(bench.device, 'read-card', { timeoutMs });
      const record = card?.ndef?.[0];
      if (!card || record?.kind !== 'external') throw new Error('no badge was read');
      expect(record.type).toBe(badgeRecordType);
      const reading = readBadge(Buffer.from(record.hex, 'hex'), card, shop.publicKey);
      expect(reading).toMatchObject(
        uid === '04aabbccddee80' ? { ok: true, badge } : { ok: false, reason: 'wrong-card' },
      );
    }
  });

  test('tells that a phone has no number of its own', async () => {
    await using bench = await startNeo2();
    bench.simulator.putCard(phone(encodeNdef([uriRecord('https://a.example')])));
    expect(await callDevice(bench.device, 'read-card', { timeoutMs })).toMatchObject({
      kind: 'phone',
      isRandomUid: true,
      ndef: [{ kind: 'uri', uri: 'https://a.example' }],
    });
  });

  test("shows of a bank's card that it is there, and nothing on it", async () => {
    await using bench = await startNeo2();
    bench.simulator.putCard(paymentCard());
    expect(await callDevice(bench.device, 'read-card', { timeoutMs })).toEqual({
      kind: 'iso14443-4a',
      uid: '047f6e5d4c3b2a',
      isRandomUid: false,
    });
    expect(bench.simulator.isPassThrough()).toBe(false);
  });

  test('that wants the CRC of APDUs the other way round is understood, and remembered', async () => {
    await using bench = await startNeo2({ apduCrcOrder: 'msb' });
    bench.simulator.putCard(transitCard);
    expect(await callDevice(bench.device, 'read-card', { timeoutMs })).toEqual(transitSeen);
    const refused = bench.witness.events.filter(
      (event) =>
        event.kind === 'trace' && event.direction === 'in' && / 2c04/.test(spaced(event.hex)),
    );
    expect(refused).toHaveLength(1);
  });

  test('reads one card at a time', async () => {
    await using bench = await startNeo2();
    const first = callDevice(bench.device, 'read-card', { timeoutMs });
    await expect(callDevice(bench.device, 'read-card', { timeoutMs })).rejects.toMatchObject({
      code: 'device.busy',
    });
    await callDevice(bench.device, 'cancel', null);
    expect(await first).toBeNull();
  });

  test('is idle when a cancel returns', async () => {
    await using bench = await startNeo2();
    const reading = callDevice(bench.device, 'read-card', { timeoutMs: 60_000 });
    await until('it looks for a card', () => bench.simulator.isPassThrough());
    await callDevice(bench.device, 'cancel', null);
    expect(bench.simulator.isPassThrough()).toBe(false);
    expect(await reading).toBeNull();
  });

  test('ends what it may be in when nothing is being read', async () => {
    await using bench = await startNeo2();
    const before = bench.simulator.commands.length;
    expect(await callDevice(bench.device, 'cancel', null)).toBeNull();
    expect(bench.simulator.commands.slice(before)).toEqual(['05-01']);
  });
});

/** The command and status of a frame behind its header, set apart. */
function spaced(hex: string): string {
  return hex.replace('5669564f746563683200', ' ');
}

describe('lights and beeps of a NEO 2 reader', () => {
  test.each([
    ['green', { red: 0, green: 1 }],
    ['red', { red: 1, green: 0 }],
    ['off', { red: 0, green: 0 }],
  ] as const)('%s, and two beeps', async (light, lights) => {
    await using bench = await startNeo2();
    await callDevice(bench.device, 'signal', { light, beeps: 2 });
    expect(bench.simulator.lights()).toEqual(lights);
    expect(bench.simulator.beeps()).toBe(2);
    expect(bench.counted('ToneSoundedCount')).toBe(2);
  });

  test('are shown also while a card is waited for', async () => {
    await using bench = await startNeo2();
    const reading = callDevice(bench.device, 'read-card', { timeoutMs });
    await until('it looks for a card', () => bench.simulator.isPassThrough());
    await callDevice(bench.device, 'signal', { light: 'green' });
    expect(bench.simulator.lights().green).toBe(1);
    bench.simulator.putCard(transitCard);
    expect(await reading).toEqual(transitSeen);
  });

  test.each([
    [0, 1],
    [2, 2],
    [9, 3],
  ])('the reader number %i says so with %i beeps', async (number, beeps) => {
    await using bench = await startNeo2();
    await callDevice(bench.device, 'identify', { number });
    expect(bench.simulator.beeps()).toBe(beeps);
  });
});

describe('the health of a NEO 2 reader', () => {
  const identity = {
    protocol: 'ID TECH NEO 2',
    firmware: 'NEO 2.0 v1.00',
    serial: '630Z000001',
  };

  test('internal: nothing is sent', async () => {
    await using bench = await startNeo2();
    const before = bench.simulator.commands.length;
    const outcome = await callDevice(bench.device, 'check-health', {
      level: 'internal',
      timeoutMs,
    });
    expect(outcome).toEqual({
      level: 'internal',
      isHealthy: true,
      codes: ['healthy'],
      facts: identity,
    });
    expect(bench.simulator.commands).toHaveLength(before);
  });

  test('external: it answers and beeps', async () => {
    await using bench = await startNeo2();
    const outcome = await callDevice(bench.device, 'check-health', {
      level: 'external',
      timeoutMs,
    });
    expect(outcome).toMatchObject({ isHealthy: true, codes: ['healthy', 'beeped'] });
    expect(bench.simulator.beeps()).toBe(1);
    expect(bench.simulator.commands.slice(-2)).toEqual(['18-01', '0B-01']);
  });

  test('external: no answer', async () => {
    await using bench = await startNeo2({
      faultOf: (name) => (name === '18-01' ? 'silent' : undefined),
    });
    const outcome = await callDevice(bench.device, 'check-health', {
      level: 'external',
      timeoutMs,
    });
    expect(outcome).toMatchObject({ isHealthy: false, codes: ['no-answer'] });
  });

  test('interactive: a card is touched, or none is', async () => {
    await using bench = await startNeo2();
    bench.simulator.putCard(transitCard);
    const check = { level: 'interactive', timeoutMs: 100 } as const;
    expect(await callDevice(bench.device, 'check-health', check)).toEqual({
      level: 'interactive',
      isHealthy: true,
      codes: ['card-seen'],
      facts: { ...identity, card: 'iso14443-4a' },
    });
    bench.simulator.takeCard();
    expect(await callDevice(bench.device, 'check-health', check)).toMatchObject({
      isHealthy: false,
      codes: ['no-card'],
    });
  });

  test('of one that is unplugged', async () => {
    await using bench = await startNeo2();
    await bench.simulator.unplug();
    await until('it is lost', () => bench.witness.states.includes('lost'));
    for (const level of ['internal', 'external', 'interactive'] as const) {
      const outcome = await callDevice(bench.device, 'check-health', { level, timeoutMs });
      expect(outcome).toMatchObject({ level, isHealthy: false, codes: ['not-connected'] });
    }
  });
});

describe('a raw report', () => {
  test('is sent as it is, and what it is answered is taken for nothing else', async () => {
    await using bench = await startNeo2();
    // A ping; its answer comes when something else is asked.
    const ping = `015669564f74656368320018010000b3cd${'00'.repeat(47)}`;
    await callDevice(bench.device, 'send-raw', { hex: ping });
    bench.simulator.putCard(transitCard);
    expect(await callDevice(bench.device, 'read-card', { timeoutMs })).toEqual(transitSeen);
    expect(bench.simulator.commands).toContain('18-01');
    const isPing = (hex: string): boolean => hex === ping;
    const sent = bench.witness.events.filter(
      (event) => event.kind === 'trace' && event.direction === 'out' && isPing(event.hex),
    );
    expect(sent).toHaveLength(1);
  });

  test.each(['', '0', 'xy', '00'.repeat(66)])('of %j is refused', async (hex) => {
    await using bench = await startNeo2();
    await expect(callDevice(bench.device, 'send-raw', { hex })).rejects.toMatchObject({
      code: 'device.bad-data',
    });
    expect(hasGreeted(bench.witness)).toBe(true);
  });
});
