import * as v from 'valibot';
import type { FailureCode } from '../../contract/failure.ts';
import { limits } from '../../contract/limits.ts';
import type { CardAccount } from './account.ts';
import { callTerminal } from './call.ts';
import { carriesCardData } from './card-data.ts';
import { envelope, type TerminalRequest } from './messages.ts';
import { replySchema } from './replies.ts';

export type Reply =
  /** The answer to what was asked, without the header: still to be read. */
  | { readonly kind: 'reply'; readonly body: unknown }
  /** No connection came about. */
  | { readonly kind: 'not-sent'; readonly detail: string }
  | { readonly kind: 'doubt'; readonly code: FailureCode; readonly detail: string };

/**
 * Asks the terminal one thing. An answer with a card number in it is thrown away before anything
 * else of it is read; one to somebody else's question proves nothing.
 * @param isOurs whether a text is our own, so that the answer may repeat it whatever it looks like.
 */
export async function askTerminal(
  account: CardAccount,
  request: TerminalRequest,
  isOurs: (text: string) => boolean,
  timeoutMs: number = limits.providerTimeoutMs,
): Promise<Reply> {
  const { host, port, saleId, terminalNumber } = account;
  const message = envelope(account, request);
  const outcome = await callTerminal({ host, port, message, timeoutMs });
  if (outcome.kind === 'not-sent') return outcome;
  if (outcome.kind === 'no-answer') return doubt('payment.unknown-outcome', outcome.detail);

  const isKnown = (text: string): boolean =>
    isOurs(text) || text === saleId || text === terminalNumber;
  if (carriesCardData(outcome.message, isKnown)) {
    return doubt('payment.card-data', 'the answer had a card number in it');
  }
  const parsed = v.safeParse(replySchema, outcome.message);
  if (!parsed.success) return doubt('payment.provider-error', 'an answer that cannot be read');
  const { MessageHeader: header, ...body } = parsed.output.SaleToPOIResponse;
  const isToUs =
    header.MessageCategory === request.category &&
    header.ServiceID === request.serviceId &&
    header.SaleID === saleId &&
    header.POIID === terminalNumber;
  if (!isToUs) return doubt('payment.provider-error', 'the answer to another question');
  return { kind: 'reply', body };
}

function doubt(code: FailureCode, detail: string): Reply {
  return { kind: 'doubt', code, detail };
}
