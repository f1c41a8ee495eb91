import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { GuestMessage, HostAction, HostActions, HostReply, HostRequest } from '../messages.ts';

/** The line to the host: results go out, and what only the host can do is asked for. */
export class HostLine {
  readonly #output: Writable;
  readonly #waiting = new Map<number, PromiseWithResolvers<HostActions[HostAction]['value']>>();
  #nextId = 1;

  constructor(input: Readable, output: Writable) {
    this.#output = output;
    createInterface({ input }).on('line', (line) => this.#settle(JSON.parse(line)));
  }

  tell(message: GuestMessage): void {
    this.#output.write(`${JSON.stringify(message)}\n`);
  }

  async ask<Action extends HostAction>(
    action: Action,
    params: HostActions[Action]['params'],
  ): Promise<HostActions[Action]['value']> {
    const id = this.#nextId++;
    const answered = Promise.withResolvers<HostActions[HostAction]['value']>();
    this.#waiting.set(id, answered);
    // Action and params belong together by this function's own type.
    this.tell({ type: 'ask', id, ...({ action, params } as HostRequest) });
    return answered.promise as Promise<HostActions[Action]['value']>;
  }

  #settle(reply: HostReply): void {
    const answered = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.ok) answered?.resolve(reply.value);
    else answered?.reject(new Error(`the host: ${reply.reason}`));
  }
}
