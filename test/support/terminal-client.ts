import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { CommandInput, CommandName, CommandReceipt } from '../../main/contract/commands.ts';
import type { Failure, Result } from '../../main/contract/failure.ts';
import type { QueryInput, QueryName, QueryOutput } from '../../main/contract/queries.ts';
import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import type { ToClient, ToTerminal } from './terminal-messages.ts';

const script = new URL('./terminal-process.ts', import.meta.url);

/** How the process is started, for whoever wants to see what it leaves behind. */
export type TerminalStart = {
  /** A file descriptor for all that it says; the test's own output when absent. */
  readonly output?: number;
  /** Options for Node itself. */
  readonly execArgv?: readonly string[];
};

/** A terminal in a process of its own, seen as its cashier's window sees it. */
export class TerminalClient {
  readonly #child: ChildProcess;
  readonly #replies = new Map<number, (reply: unknown) => void>();
  readonly #watchers = new Set<() => void>();
  #nextId = 0;
  /** The newest snapshot. */
  till: TillSnapshot | null = null;
  failure: Failure | null = null;
  readonly exited: Promise<number | string>;
  /** Every topic pushed, in order, with its payload, since the start. */
  onPush: (topic: string, payload: unknown) => void = () => {};

  private constructor(dataDir: string, demoSocket: string | null, start: TerminalStart) {
    const { output = 'inherit', execArgv = process.execArgv } = start;
    this.#child = fork(script, demoSocket === null ? [dataDir] : [dataDir, demoSocket], {
      stdio: ['ignore', output, output, 'ipc'],
      execArgv: [...execArgv],
    });
    this.exited = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => resolve(signal ?? code ?? 0));
    });
    void this.exited.then(() => this.#changed());
  }

  /** Starts the terminal and waits until it answers. */
  static async start(
    dataDir: string,
    demoSocket: string | null,
    start: TerminalStart = {},
  ): Promise<TerminalClient> {
    const client = new TerminalClient(dataDir, demoSocket, start);
    const ready = Promise.withResolvers<void>();
    client.#child.on('message', (message: ToClient) => {
      if (message.type === 'ready') {
        client.failure = message.failure;
        ready.resolve();
      } else client.#take(message);
    });
    void client.exited.then((end) => ready.reject(new Error(`the terminal ended with ${end}`)));
    await ready.promise;
    const snapshot = await client.query('till.snapshot', {});
    if (snapshot.ok) client.till ??= snapshot.value;
    return client;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  #take(message: Exclude<ToClient, { type: 'ready' }>): void {
    if (message.type === 'reply') {
      this.#replies.get(message.id)?.(message.reply);
      this.#replies.delete(message.id);
      return;
    }
    if (message.topic === 'till') this.till = message.payload as TillSnapshot;
    this.onPush(message.topic, message.payload);
    this.#changed();
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #call(name: string, input: unknown): Promise<unknown> {
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#replies.set(id, resolve);
    void this.exited.then((end) => reject(new Error(`the terminal ended with ${end}`)));
    this.#child.send({ id, name, input }, (error) => {
      if (error) reject(error);
    });
    return promise;
  }

  async command<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    commandId: string = randomUUID(),
  ): Promise<Result<CommandReceipt>> {
    return (await this.#call(name, { commandId, input })) as Result<CommandReceipt>;
  }

  /** A command that must be taken. @throws Error with the failure's code. */
  async must<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<void> {
    const reply = await this.command(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.message}`);
  }

  async query<Name extends QueryName>(
    name: Name,
    input: QueryInput<Name>,
  ): Promise<Result<QueryOutput<Name>>> {
    return (await this.#call(name, input)) as Result<QueryOutput<Name>>;
  }

  /** Waits for a snapshot in which `isThere` holds. @throws Error after `timeoutMs`. */
  async until(
    isThere: (till: TillSnapshot) => boolean,
    what: string,
    timeoutMs = 15_000,
  ): Promise<TillSnapshot> {
    const { promise, resolve, reject } = Promise.withResolvers<TillSnapshot>();
    const check = (): void => {
      if (this.till && isThere(this.till)) resolve(this.till);
    };
    const timer = setTimeout(() => {
      const { screen, payment, status, notices } = this.till ?? {};
      const seen = JSON.stringify({ screen, payment, status, notices });
      reject(new Error(`${what} did not happen within ${timeoutMs} ms: ${seen}`));
    }, timeoutMs);
    this.#watchers.add(check);
    void this.exited.then((end) => reject(new Error(`the terminal ended with ${end}: ${what}`)));
    check();
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#watchers.delete(check);
    }
  }

  /** A defect in the process: it ends as Node ends what nobody caught. */
  async crash(): Promise<void> {
    const order: ToTerminal = 'crash';
    this.#child.send(order);
    await this.exited;
  }

  /** The power goes: nothing is said to the process. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.exited;
  }
}
