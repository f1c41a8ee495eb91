import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargeAnswer, queryAnswer } from '../../../../main/payments/acquirer/answers.ts';
import type { AcquirerReply } from '../../../../main/payments/acquirer/client.ts';
import { ownDialect } from '../../../../main/payments/acquirer/own-dialect.ts';
import {
  requestHeaders,
  signedBytes,
  verifyAnswer,
} from '../../../../main/payments/acquirer/sign.ts';
import { fromWire } from '../../../../main/payments/acquirer/translate.ts';
import { faultOfRequest, signatureHeaders } from '../../../simulators/acquirer/wire.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const names = ownDialect.headers;
const nowMs = 1_800_000_000_000;
const asked = { method: 'GET', path: '/v1/orders/order-1', nonce: '0123456789abcdef' } as const;
const order = { merchantNumber: '1', orderNumber: 'order-1' };
const answer = JSON.stringify({
  code: 'ok',
  ...order,
  state: 'paid',
  reference: '20260001',
  amount: 1_250,
  currency: 'CNY',
  wallet: 'unionpay',
});

/** As they arrive: Node writes header names in lower case. */
function received(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([k, value]) => [k.toLowerCase(), value]));
}

function genuine(key = pair.privateKey, offsetS = 0): Record<string, string> {
  const request = {
    method: asked.method,
    url: asked.path,
    headers: received({ [names.nonce]: asked.nonce }),
  };
  return received(signatureHeaders(request, answer, names, key, nowMs / 1_000 + offsetS));
}

function judge(headers: Record<string, string>, body: Buffer, to: typeof asked | object = {}) {
  return verifyAnswer(names, headers, body, { ...asked, ...to }, pair.publicKey, nowMs);
}

/** What the adapter makes of bytes as they came in. */
function read(headers: Record<string, string>, body: Buffer): string {
  if (judge(headers, body) !== 'genuine') return 'unknown';
  const said = fromWire(ownDialect, 'query', JSON.parse(body.toString('utf8')));
  return said ? queryAnswer({ kind: 'said', said }, order).kind : 'unknown';
}

describe('our signature', () => {
  it('is over five lines, each with its line feed, an empty body too', () => {
    const bytes = signedBytes({ ...asked, timestampS: 1_800_000_000, body: Buffer.alloc(0) });
    expect(bytes.toString()).toBe('GET\n/v1/orders/order-1\n1800000000\n0123456789abcdef\n\n');
  });

  it('is what the other side checks, and counts once', () => {
    const body = Buffer.from('{"描述":"小店"}');
    const parts = { ...asked, method: 'POST', timestampS: nowMs / 1_000, body } as const;
    const headers = received(requestHeaders(names, '1', pair.privateKey, parts));
    const request = { method: 'POST', url: asked.path, headers };
    const merchants = new Map([['1', pair.publicKey]]);
    const nonces = new Set<string>();
    const fault = (changed: object, at = nowMs, sent = body) =>
      faultOfRequest({ ...request, ...changed }, sent, names, merchants, nonces, at);
    expect(fault({}, nowMs + 300_000)).toBe('clock-wrong');
    expect(fault({ url: '/v1/orders/order-2' })).toBe('signature-wrong');
    expect(fault({}, nowMs, Buffer.from('{}'))).toBe('signature-wrong');
    expect(fault({})).toBeNull();
    expect(fault({})).toBe('signature-wrong');
  });
});

describe('the acquirer’s signature', () => {
  it('is believed over the raw bytes', () => {
    expect(judge(genuine(), Buffer.from(answer))).toBe('genuine');
    expect(read(genuine(), Buffer.from(answer))).toBe('paid');
  });

  it('does not fit when any byte of the answer has changed', () => {
    const body = Buffer.from(answer);
    const headers = genuine();
    for (let at = 0; at < body.length; at += 1) {
      const changed = Buffer.from(body);
      changed[at] = (body[at] ?? 0) ^ 1;
      expect(read(headers, changed)).toBe('unknown');
    }
  });

  it('does not fit when anything is added, cut off, or changed in a header', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.uint8Array({ minLength: 1, maxLength: 3 }), (at, bytes) => {
        const body = Buffer.from(answer);
        const place = at % body.length;
        const longer = Buffer.concat([body.subarray(0, place), bytes, body.subarray(place)]);
        expect(read(genuine(), longer)).toBe('unknown');
        expect(read(genuine(), body.subarray(0, place))).toBe('unknown');
      }),
      { numRuns: 100 },
    );
    const body = Buffer.from(answer);
    const headers = genuine();
    const timestamp = { 'acquirer-timestamp': String(nowMs / 1_000 + 1) };
    const signature = headers['acquirer-signature'] ?? '';
    const turned = { 'acquirer-signature': [...signature].reverse().join('') };
    for (const changed of [timestamp, turned]) {
      expect(judge({ ...headers, ...changed }, body)).toBe('forged');
    }
    expect(judge({}, body)).toBe('unsigned');
  });

  it('does not fit another question, or another acquirer', () => {
    const body = Buffer.from(answer);
    expect(judge(genuine(), body, { path: '/v1/orders/order-2' })).toBe('forged');
    expect(judge(genuine(), body, { nonce: 'fedcba9876543210' })).toBe('forged');
    expect(judge(genuine(), body, { method: 'POST' })).toBe('forged');
    expect(judge(genuine(stranger.privateKey), body)).toBe('forged');
  });

  it('goes stale 300 s from our clock, in both directions', () => {
    const verdicts = [-300, -299, 299, 300].map((offsetS) =>
      judge(genuine(pair.privateKey, offsetS), Buffer.from(answer)),
    );
    expect(verdicts).toEqual(['stale', 'genuine', 'genuine', 'stale']);
  });
});

describe('an answer', () => {
  const said = (fields: object): AcquirerReply => {
    const found = fromWire(ownDialect, 'query', { code: 'ok', ...fields });
    if (!found) throw new Error('not even an answer');
    return { kind: 'said', said: found };
  };
  const good: object = JSON.parse(answer);

  it('is never paid for another order, another merchant, no amount or no reference', () => {
    for (const changed of [
      { orderNumber: 'order-2' },
      { merchantNumber: '2' },
      { amount: 12.5 },
      { amount: '1250' },
      { amount: 0 },
      { amount: undefined },
      { reference: '' },
      { currency: 'USD' },
      { state: 'PAID' },
      { state: undefined },
    ]) {
      const { kind } = queryAnswer(said({ ...good, ...changed }), order);
      expect([changed, kind]).toEqual([changed, 'unknown']);
    }
    expect(queryAnswer(said({ ...good, wallet: 'new wallet' }), order)).toMatchObject({
      kind: 'paid',
      paidMinor: 1_250,
    });
  });

  it('with a word that nobody knows leaves the outcome open', () => {
    for (const code of ['system-error', 'busy', 'order-exists', 'something-new', '', 7]) {
      expect(chargeAnswer(said({ code }), order).kind).toBe('unknown');
    }
  });

  it('never brings a payment code or an acquirer’s free text into the log', () => {
    const code = '6200000000000012303';
    for (const word of [`expired ${code}`, code]) {
      const noted = chargeAnswer(said({ code: word, message: `code ${code} expired` }), order);
      expect(JSON.stringify(noted)).not.toContain('12303');
    }
  });

  it('is never paid, declined or reversed out of noise', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const found = fromWire(ownDialect, 'charge', body);
        const kind = found ? chargeAnswer({ kind: 'said', said: found }, order).kind : 'unknown';
        expect(kind).toBe('unknown');
      }),
      { numRuns: 500 },
    );
  });

  it('is a clean failure only when it certainly was not sent, or our own clock is wrong', () => {
    const notSent = { kind: 'not-sent', detail: 'ECONNREFUSED' } as const;
    expect(chargeAnswer(notSent, order)).toMatchObject({
      kind: 'declined',
      code: 'payment.provider-unreachable',
    });
    expect(chargeAnswer({ kind: 'clock-wrong' }, order)).toMatchObject({
      kind: 'declined',
      code: 'clock.untrusted',
    });
    expect(queryAnswer(notSent, order).kind).toBe('unknown');
    expect(queryAnswer({ kind: 'clock-wrong' }, order).kind).toBe('unknown');
  });
});
