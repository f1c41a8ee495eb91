import type { CommandInput, CommandName, CommandReceipt } from '../main/contract/commands.ts';
import { type Failure, type Result, refuse } from '../main/contract/failure.ts';
import { limits } from '../main/contract/limits.ts';
import type { QueryInput, QueryName, QueryOutput } from '../main/contract/queries.ts';
import type { TopicName, TopicPayload } from '../main/contract/snapshots.ts';

type Envelope<Name extends CommandName> = {
  readonly commandId: string;
  readonly input: CommandInput<Name>;
};

/** What the host's preload puts into the page: the only way out of it. */
export type Terminal = {
  invoke<Name extends CommandName>(
    name: Name,
    command: Envelope<Name>,
  ): Promise<Result<CommandReceipt>>;
  invoke<Name extends QueryName>(
    name: Name,
    input: QueryInput<Name>,
  ): Promise<Result<QueryOutput<Name>>>;
  invoke(name: 'host.ready', input: Record<string, never>): Promise<Result<unknown>>;
  subscribe<Name extends TopicName>(
    topic: Name,
    listener: (payload: TopicPayload<Name>) => void,
  ): () => void;
};

declare global {
  interface Window {
    readonly terminal: Terminal;
  }
}

/** How often a command without an answer is sent again; the same id makes that safe. */
const resends = 2;

/**
 * Sends a command. When main does not answer in time it is sent again under the same id,
 * so that main applies it once whatever got lost.
 */
export async function send<Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
): Promise<Result<CommandReceipt>> {
  const command = { commandId: crypto.randomUUID(), input };
  for (let attempt = 0; attempt <= resends; attempt += 1) {
    const answer = await orTimeOut(window.terminal.invoke(name, command));
    if (answer !== 'no-answer') return answer;
  }
  return noAnswer(name);
}

/** Asks a question; it changes nothing, so a lost answer is simply reported. */
export async function ask<Name extends QueryName>(
  name: Name,
  input: QueryInput<Name>,
): Promise<Result<QueryOutput<Name>>> {
  const answer = await orTimeOut(window.terminal.invoke(name, input));
  return answer === 'no-answer' ? noAnswer(name) : answer;
}

/** Tells the host that the first frame has been painted. */
export function sayReady(): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => void window.terminal.invoke('host.ready', {}));
  });
}

function noAnswer(name: string): { readonly ok: false; readonly error: Failure } {
  return refuse('internal', `no answer to ${name}`);
}

function orTimeOut<Value>(answer: Promise<Value>): Promise<Value | 'no-answer'> {
  let timer = 0;
  const timeOut = new Promise<'no-answer'>((resolve) => {
    timer = window.setTimeout(() => resolve('no-answer'), limits.pageTimeoutMs);
  });
  return Promise.race([answer, timeOut]).finally(() => window.clearTimeout(timer));
}
