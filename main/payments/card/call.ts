import { connect } from 'node:net';
import { decodeFrame, encodeFrame } from './frame.ts';

/** A terminal stands on the same counter: who does not pick up within this is not there. */
const connectTimeoutMs = 5_000;

export type TerminalCall = {
  readonly host: string;
  readonly port: number;
  readonly message: object;
  /** For the answer, from when the message is sent. */
  readonly timeoutMs: number;
};

export type CallOutcome =
  /** Parsed JSON, of which nothing is known yet. */
  | { readonly kind: 'answer'; readonly message: unknown }
  /** No connection came about: the message certainly did not leave. */
  | { readonly kind: 'not-sent'; readonly detail: string }
  /** It may have arrived. */
  | { readonly kind: 'no-answer'; readonly detail: string };

/**
 * One message and its answer on a connection of their own. It settles in time and never rejects.
 * No detail has anything of what was received in it.
 */
export function callTerminal(call: TerminalCall): Promise<CallOutcome> {
  return new Promise((resolve) => {
    const socket = connect({ host: call.host, port: call.port, noDelay: true });
    let isSent = false;
    let received = Buffer.alloc(0);
    const settle = (outcome: CallOutcome): void => {
      clearTimeout(timer);
      // a message that still waits to leave must not arrive after it was given up
      if (isSent && outcome.kind === 'no-answer' && !socket.destroyed) socket.resetAndDestroy();
      else socket.destroy();
      resolve(outcome);
    };
    const fail = (detail: string): void =>
      settle({ kind: isSent ? 'no-answer' : 'not-sent', detail });
    let timer = setTimeout(() => fail('nobody picks up'), connectTimeoutMs);

    socket.once('connect', () => {
      isSent = true;
      clearTimeout(timer);
      timer = setTimeout(() => fail(`no answer in ${call.timeoutMs} ms`), call.timeoutMs);
      socket.write(encodeFrame(call.message));
    });
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const frame = decodeFrame(received);
      if (frame === 'more') return;
      if (frame === 'broken') fail('no frame, or one that is too long');
      else settle(messageOf(frame.text));
    });
    socket.on('end', () => fail('the line was closed before the answer was complete'));
    socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'no connection'));
  });
}

function messageOf(text: string): CallOutcome {
  try {
    return { kind: 'answer', message: JSON.parse(text) };
  } catch (error) {
    // the error's own words quote the text
    if (error instanceof SyntaxError)
      return { kind: 'no-answer', detail: 'an answer without sense' };
    throw error;
  }
}
