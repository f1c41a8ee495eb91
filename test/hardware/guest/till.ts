import type {
  ChildMessage,
  DeviceCall,
  DeviceCalls,
  DeviceConfig,
  DeviceEvent,
  DeviceFailure,
  DeviceMethod,
  DeviceState,
  PrinterStatus,
  ProcessCall,
  ProcessCalls,
  ProcessMethod,
} from '../../../drivers/contract.ts';
import type { DeviceChild } from '../../../main/devices/child.ts';

/** To start Node on an emulated processor takes seconds, on a busy host many. */
const readyTimeoutMs = 120_000;

type Reply = Extract<ChildMessage, { type: 'reply' }>;

/** The value, or the fault that the driver reported. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: DeviceFailure };

/**
 * The terminal's end of the devices: the process that the drivers run in, and everything that they
 * say. It does without the terminal's supervisor, which would take an emulated machine on a busy
 * host for a device process that hangs.
 */
export class Till {
  readonly #child: DeviceChild;
  readonly #configs = new Map<string, DeviceConfig>();
  readonly #events = new Map<string, DeviceEvent[]>();
  readonly #replies = new Map<number, PromiseWithResolvers<Reply>>();
  readonly #waits = new Set<() => void>();
  readonly #exited = Promise.withResolvers<void>();
  #isReady = false;
  #endReason: string | undefined;
  #nextId = 1;

  constructor(child: DeviceChild) {
    this.#child = child;
    child.onMessage((message) => {
      if (message.type === 'ready') this.#isReady = true;
      if (message.type === 'event') this.#keep(message.device, message.event);
      if (message.type === 'reply') this.#replies.get(message.id)?.resolve(message);
      this.#look();
    });
    child.onExit((reason) => {
      this.#endReason = reason;
      this.#exited.resolve();
      this.#look();
    });
  }

  /** Why the device process ended; undefined while it lives. */
  get endReason(): string | undefined {
    return this.#endReason;
  }

  async ready(): Promise<void> {
    await this.until('the device process', () => this.#isReady, readyTimeoutMs);
  }

  /** Adds a device to those that the till has. */
  add(config: DeviceConfig): void {
    this.#configs.set(config.id, config);
    this.#child.send({ type: 'configure', devices: [...this.#configs.values()] });
  }

  async call<Method extends DeviceMethod>(
    device: string,
    method: Method,
    params: DeviceCalls[Method]['params'],
  ): Promise<Outcome<DeviceCalls[Method]['value']>> {
    const { id, reply } = this.#expectReply();
    // Method and params belong together by this function's own type; so does the value to both.
    this.#child.send({ type: 'call', id, device, ...({ method, params } as DeviceCall) });
    return (await reply) as Outcome<DeviceCalls[Method]['value']>;
  }

  async ask<Method extends ProcessMethod>(
    method: Method,
    params: ProcessCalls[Method]['params'],
  ): Promise<Outcome<ProcessCalls[Method]['value']>> {
    const { id, reply } = this.#expectReply();
    this.#child.send({ type: 'ask', id, ...({ method, params } as ProcessCall) });
    return (await reply) as Outcome<ProcessCalls[Method]['value']>;
  }

  /** All but the traces, oldest first. */
  events(device: string): readonly DeviceEvent[] {
    return this.#events.get(device) ?? [];
  }

  scans(device: string): readonly string[] {
    return this.events(device).flatMap((event) => (event.kind === 'scan' ? [event.code] : []));
  }

  status(device: string): PrinterStatus | undefined {
    return this.events(device).findLast((event) => event.kind === 'printer-status')?.status;
  }

  state(device: string): DeviceState | undefined {
    return this.events(device).findLast((event) => event.kind === 'state')?.state;
  }

  /** Waits until the device's connection is in this state. */
  async reaches(device: string, state: DeviceState): Promise<void> {
    await this.until(`${device} ${state}`, () => this.state(device) === state);
  }

  /** Looks again whenever the device process says something. */
  async until(what: string, look: () => boolean, timeoutMs = 30_000): Promise<void> {
    const seen = Promise.withResolvers<void>();
    const wait = (): void => {
      if (look()) seen.resolve();
      else if (this.#endReason !== undefined) {
        seen.reject(new Error(`the device process ended: ${this.#endReason}`));
      }
    };
    const timer = setTimeout(() => seen.reject(new Error(`waited in vain: ${what}`)), timeoutMs);
    this.#waits.add(wait);
    wait();
    try {
      await seen.promise;
    } finally {
      clearTimeout(timer);
      this.#waits.delete(wait);
    }
  }

  async close(): Promise<void> {
    this.#child.send({ type: 'shutdown' });
    await this.#exited.promise;
  }

  /** Traces are two for each transfer, and every look would go through them. */
  #keep(device: string, event: DeviceEvent): void {
    if (event.kind === 'trace') return;
    const events = this.#events.get(device) ?? [];
    events.push(event);
    this.#events.set(device, events);
  }

  #look(): void {
    for (const wait of this.#waits) wait();
  }

  #expectReply(): { readonly id: number; readonly reply: Promise<Reply> } {
    const id = this.#nextId++;
    const reply = Promise.withResolvers<Reply>();
    this.#replies.set(id, reply);
    return { id, reply: reply.promise };
  }
}
