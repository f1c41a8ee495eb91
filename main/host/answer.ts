import { randomUUID } from 'node:crypto';
import { refuse } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import { type HostOptions, readyCall, type WindowName } from './host.ts';

/**
 * Answers the text of one call, the same on both hosts: JSON `{name, input}`.
 * Never rejects: what is too long, does not parse or breaks comes back as a failure.
 */
export async function answer(
  options: Pick<HostOptions, 'call' | 'onEvent'>,
  window: WindowName,
  text: string,
): Promise<unknown> {
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.callPayloadBytes) {
    return refused(options, window, `a call of ${bytes} bytes, at most ${limits.callPayloadBytes}`);
  }
  const call = parseCall(text);
  if (call === null) return refused(options, window, 'a call that is not {name, input}');
  if (call.name === readyCall) {
    options.onEvent({ kind: 'window-ready', window });
    return { ok: true, value: null };
  }
  try {
    return await options.call({ window, name: call.name, input: call.input });
  } catch (error) {
    options.onEvent({ kind: 'call-failed', window, error });
    const incident = randomUUID();
    const message = 'the call ended in a defect';
    return { ok: false, error: { code: 'internal', message, retry: 'never', incident } };
  }
}

function refused(options: Pick<HostOptions, 'onEvent'>, window: WindowName, reason: string) {
  options.onEvent({ kind: 'call-refused', window, reason });
  return refuse('invalid_command', reason);
}

function parseCall(text: string): { name: string; input: unknown } | null {
  let call: unknown;
  try {
    call = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof call !== 'object' || call === null || !('name' in call)) return null;
  if (typeof call.name !== 'string') return null;
  return { name: call.name, input: 'input' in call ? call.input : undefined };
}
