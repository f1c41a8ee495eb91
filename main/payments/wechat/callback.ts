/**
 * What WeChat reports to the address in `notifyUrl`: a pure function for whoever listens there. The
 * terminal itself asks and needs no report; a hub that listens may pass one on.
 */
import { createDecipheriv } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import * as v from 'valibot';
import type { FailureCode } from '../../contract/failure.ts';
import type { ProviderAnswer, RefundAnswer } from '../provider.ts';
import { parseJson } from '../signed-reply.ts';
import { answerOf, parseOrder } from './answers.ts';
import { answerOfRefund, parseRefund } from './refund-answers.ts';
import { type PlatformKeys, verifyAnswer } from './verify.ts';

export type CallbackSecrets = {
  readonly mchid: string;
  readonly platformKeys: PlatformKeys;
  /** The merchant's APIv3 key: 32 bytes. */
  readonly apiV3Key: Buffer;
};

export type Callback =
  | {
      readonly kind: 'order';
      /** WeChat repeats a report under the same id until it is answered. */
      readonly eventId: string;
      readonly orderNumber: string;
      readonly answer: ProviderAnswer;
    }
  | {
      readonly kind: 'refund';
      readonly eventId: string;
      readonly orderNumber: string;
      readonly refundNumber: string;
      readonly answer: RefundAnswer;
    }
  | { readonly kind: 'refused'; readonly code: FailureCode; readonly detail: string };

const eventSchema = v.object({
  id: v.string(),
  resource_type: v.literal('encrypt-resource'),
  resource: v.object({
    algorithm: v.literal('AEAD_AES_256_GCM'),
    ciphertext: v.string(),
    nonce: v.pipe(v.string(), v.minLength(1)),
    associated_data: v.optional(v.string(), ''),
  }),
});

const tagBytes = 16;

/** Verified over the raw body within 300 s of our time, then opened (payment-facts 3.4). */
export function readCallback(
  headers: IncomingHttpHeaders,
  body: Buffer,
  { mchid, platformKeys, apiV3Key }: CallbackSecrets,
  nowMs: number,
): Callback {
  if (verifyAnswer(headers, body, platformKeys, nowMs) !== 'genuine') {
    return refused('payment.signature-wrong', 'not signed by WeChat, or not now');
  }
  const event = v.safeParse(eventSchema, parseJson(body.toString('utf8')));
  if (!event.success) return refused('payment.provider-error', 'a report that cannot be read');
  const { id: eventId, resource } = event.output;
  const text = decrypt(resource, apiV3Key);
  if (text === null) return refused('payment.signature-wrong', 'sealed with another key');
  const facts = parseJson(text);
  const mine = v.safeParse(v.object({ mchid: v.literal(mchid) }), facts);
  if (!mine.success) return refused('payment.provider-error', 'another merchant');
  return readRefund(eventId, facts) ?? readOrder(eventId, facts);
}

function readOrder(eventId: string, facts: unknown): Callback {
  const order = parseOrder(facts);
  if (!order) return refused('payment.provider-error', 'an order that cannot be read');
  return { kind: 'order', eventId, orderNumber: order.out_trade_no, answer: answerOf(order) };
}

const refundStatusSchema = v.object({ refund_status: v.string() });

function readRefund(eventId: string, facts: unknown): Callback | null {
  const report = v.safeParse(refundStatusSchema, facts);
  if (!report.success) return null;
  const refund = parseRefund({ ...Object(facts), status: report.output.refund_status });
  if (!refund) return refused('payment.provider-error', 'a refund that cannot be read');
  return {
    kind: 'refund',
    eventId,
    orderNumber: refund.out_trade_no,
    refundNumber: refund.out_refund_no,
    answer: answerOfRefund(refund),
  };
}

type Sealed = v.InferOutput<typeof eventSchema>['resource'];

/** AES-256-GCM; the last 16 bytes are the tag. Null when the seal is broken. */
function decrypt({ ciphertext, nonce, associated_data }: Sealed, key: Buffer): string | null {
  const sealed = Buffer.from(ciphertext, 'base64');
  if (sealed.length < tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  decipher.setAAD(Buffer.from(associated_data));
  const opened = decipher.update(sealed.subarray(0, -tagBytes));
  try {
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  } catch (error) {
    // the only thing that final() throws for: the tag does not fit
    if (error instanceof Error) return null;
    throw error;
  }
}

function refused(code: FailureCode, detail: string): Callback {
  return { kind: 'refused', code, detail };
}
