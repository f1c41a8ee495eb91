import type { Readable, Writable } from 'node:stream';
import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping.js';

type Commands = ProtocolMapping.Commands;
type Events = ProtocolMapping.Events;
type Method = keyof Commands;

/** The events that a host acts on; all others pass it by. */
type Heard =
  | 'Target.attachedToTarget'
  | 'Target.detachedFromTarget'
  | 'Inspector.targetCrashed'
  | 'Runtime.executionContextCreated'
  | 'Runtime.executionContextsCleared'
  | 'Runtime.consoleAPICalled'
  | 'Runtime.bindingCalled'
  | 'Fetch.requestPaused'
  | 'Page.frameNavigated'
  | 'Page.javascriptDialogOpening';

/** An event of the DevTools protocol; `sessionId` names the page, and is missing for the browser. */
export type BrowserEvent = {
  [Name in Heard]: {
    readonly method: Name;
    readonly params: Events[Name][0];
    readonly sessionId?: string;
  };
}[Heard];

/** What happens in one page, as against to it. */
export type PageEvent = Exclude<BrowserEvent, { method: `Target.${string}` }>;

/** One page's commands, or the browser's own. */
export type Session = {
  /** Rejects with a `PipeError` when the browser refuses, does not answer, or is gone. */
  send<M extends Method>(
    method: M,
    ...params: Commands[M]['paramsType']
  ): Promise<Commands[M]['returnType']>;
  /** Sends without asking for the answer: for a page that may be gone by now, which is told by events. */
  tell<M extends Method>(method: M, ...params: Commands[M]['paramsType']): void;
};

export type Pipe = {
  readonly browser: Session;
  session(sessionId: string): Session;
};

export class PipeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PipeError';
  }
}

type Answer = { readonly result: unknown } | { readonly error: { readonly message: string } };
type Message = (Answer & { readonly id: number }) | (BrowserEvent & { readonly id?: never });

const answerTimeoutMs = 10_000;

/**
 * The DevTools protocol over two pipes: JSON, each message ended by NUL. No port is opened.
 * `onEvent` is called in the order of arrival; after the end every `send` rejects.
 */
export function openPipe(
  commands: Writable,
  answers: Readable,
  onEvent: (event: BrowserEvent) => void,
): Pipe {
  const pending = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  let isOpen = true;

  const end = () => {
    isOpen = false;
    for (const settle of pending.values()) settle({ error: { message: 'the pipe is closed' } });
    pending.clear();
  };
  commands.on('error', end);
  answers.on('error', end);
  answers.on('close', end);
  splitAtNul(answers, (text) => {
    const message: Message = JSON.parse(text);
    if (message.id === undefined) onEvent(message);
    else pending.get(message.id)?.(message);
  });

  const write = (sessionId: string | undefined, method: Method, params: unknown): number => {
    lastId += 1;
    if (isOpen) commands.write(`${JSON.stringify({ id: lastId, sessionId, method, params })}\0`);
    return lastId;
  };

  const session = (sessionId?: string): Session => ({
    send(method, ...params) {
      if (!isOpen) return Promise.reject(new PipeError(`${method}: the pipe is closed`));
      return new Promise((resolve, reject) => {
        const id = write(sessionId, method, params[0]);
        const timer = setTimeout(() => {
          pending.get(id)?.({ error: { message: `no answer in ${answerTimeoutMs} ms` } });
        }, answerTimeoutMs);
        pending.set(id, (answer) => {
          clearTimeout(timer);
          pending.delete(id);
          if ('error' in answer) reject(new PipeError(`${method}: ${answer.error.message}`));
          else resolve(answer.result as Commands[typeof method]['returnType']);
        });
      });
    },
    tell: (method, ...params) => {
      write(sessionId, method, params[0]);
    },
  });

  return { browser: session(), session };
}

function splitAtNul(stream: Readable, onText: (text: string) => void): void {
  let parts: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end));
      onText(Buffer.concat(parts).toString('utf8'));
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  });
}
