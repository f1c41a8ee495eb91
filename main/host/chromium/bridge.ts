import type { Protocol } from 'devtools-protocol';
import type { HostEvent, WindowName } from '../host.ts';
import { PipeError, type Session } from './pipe.ts';
import { bindingName, type Delivery, origin, receiverMark } from './wire.ts';

/** The only document that may call: the one in the top frame, of our origin. */
type Caller = {
  readonly contextId: number;
  /** The function of the preload that takes deliveries, once handed over; null if the page left. */
  receiver: Promise<string | null> | null;
};

export type BridgeParts = {
  readonly session: Session;
  readonly window: WindowName;
  readonly topFrameId: string;
  answer(text: string): Promise<unknown>;
  onEvent(event: HostEvent): void;
};

/** Carries calls, replies and pushes between main and the document that a page shows at present. */
export class Bridge {
  readonly #parts: BridgeParts;
  #caller: Caller | null = null;

  constructor(parts: BridgeParts) {
    this.#parts = parts;
  }

  contextCreated({ context }: Protocol.Runtime.ExecutionContextCreatedEvent): void {
    const isTop = context.auxData?.frameId === this.#parts.topFrameId;
    const isMainWorld = context.auxData?.isDefault === true;
    if (isTop && isMainWorld && context.origin === origin) {
      this.#caller = { contextId: context.id, receiver: null };
    }
  }

  contextsCleared(): void {
    this.#caller = null;
  }

  consoleCalled(event: Protocol.Runtime.ConsoleAPICalledEvent): void {
    const caller = this.#caller;
    const [mark, receiver] = event.args;
    if (mark?.value !== receiverMark || receiver?.objectId === undefined) return;
    // Once only, at the start of the document: what a later script says is not believed.
    if (caller === null || caller.receiver !== null) return;
    if (caller.contextId !== event.executionContextId) return;
    caller.receiver = this.#keep(receiver.objectId);
  }

  bindingCalled(event: Protocol.Runtime.BindingCalledEvent): void {
    const caller = this.#caller;
    if (event.name !== bindingName) return;
    if (caller === null || caller.contextId !== event.executionContextId) {
      const reason = 'a call from a frame that is not our page';
      this.#parts.onEvent({ kind: 'call-refused', window: this.#parts.window, reason });
      return;
    }
    const space = event.payload.indexOf(' ');
    const id = Number(event.payload.slice(0, space));
    void this.#parts
      .answer(event.payload.slice(space + 1))
      .then((value) => this.#deliver(caller, { id, value }));
  }

  push(topic: string, payload: unknown): void {
    if (this.#caller) this.#deliver(this.#caller, { topic, payload });
  }

  /** Holds the receiver under a name of ours: the console lets go of its own when it is cleared. */
  async #keep(objectId: string): Promise<string | null> {
    try {
      const { result } = await this.#parts.session.send('Runtime.callFunctionOn', {
        objectId,
        functionDeclaration: 'function () { return this; }',
        objectGroup: receiverMark,
      });
      return result.objectId ?? null;
    } catch (error) {
      if (error instanceof PipeError) return null;
      throw error;
    }
  }

  #deliver(caller: Caller, delivery: Delivery): void {
    void caller.receiver?.then((objectId) => {
      if (objectId === null) return;
      this.#parts.session.tell('Runtime.callFunctionOn', {
        objectId,
        functionDeclaration: 'function (delivery) { this(delivery); }',
        arguments: [{ value: delivery }],
        silent: true,
        returnByValue: true,
      });
    });
  }
}
