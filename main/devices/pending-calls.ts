import type {
  DeviceFailure,
  DeviceMethod,
  DeviceValue,
  ProcessMethod,
  ProcessValue,
} from '../../drivers/contract.ts';
import { limits } from '../contract/limits.ts';

export type DeviceReply =
  | { readonly ok: true; readonly value: DeviceValue | ProcessValue }
  | { readonly ok: false; readonly error: DeviceFailure };

type Pending = {
  readonly method: DeviceMethod | ProcessMethod;
  readonly settle: (reply: DeviceReply) => void;
  readonly timer: NodeJS.Timeout;
};

/** Calls on their way to the device process; each is settled exactly once. */
export class PendingCalls {
  readonly #calls = new Map<number, Pending>();
  #nextId = 1;

  /** Gives the id to send, and the reply: the device's, or why there will be none. */
  add(method: DeviceMethod | ProcessMethod): {
    readonly id: number;
    readonly reply: Promise<DeviceReply>;
  } {
    const id = this.#nextId++;
    const { promise, resolve } = Promise.withResolvers<DeviceReply>();
    const timeoutMs = method === 'print' ? limits.devicePrintTimeoutMs : limits.deviceCallTimeoutMs;
    const timer = setTimeout(() => {
      const message = `no reply to ${method} in ${timeoutMs} ms`;
      this.settle(id, { ok: false, error: unknownOutcome(method, 'device.timeout', message) });
    }, timeoutMs);
    this.#calls.set(id, { method, settle: resolve, timer });
    return { id, reply: promise };
  }

  /** A reply that comes after its call was given up is dropped. */
  settle(id: number, reply: DeviceReply): void {
    const pending = this.#calls.get(id);
    if (!pending) return;
    this.#calls.delete(id);
    clearTimeout(pending.timer);
    pending.settle(reply);
  }

  interruptAll(reason: string): void {
    for (const [id, { method }] of [...this.#calls]) {
      this.settle(id, { ok: false, error: unknownOutcome(method, 'device.interrupted', reason) });
    }
  }
}

/** A print call that was sent may be on paper already, so it counts as begun. */
function unknownOutcome(
  method: DeviceMethod | ProcessMethod,
  code: 'device.timeout' | 'device.interrupted',
  message: string,
): DeviceFailure {
  return method === 'print' ? { code, message, began: true } : { code, message };
}
