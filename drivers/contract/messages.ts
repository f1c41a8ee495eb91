import type { DeviceCall, DeviceValue } from './calls.ts';
import type { DeviceConfig, SerialTransport } from './config.ts';
import type { DeviceFailure } from './errors.ts';
import type { DeviceEvent } from './events.ts';
import type { FoundDevice } from './found.ts';

/** Set-up alone asks these; nothing on the way of a sale lists devices. */
export type ProcessCalls = {
  readonly find: { readonly params: null; readonly value: readonly FoundDevice[] };
  /**
   * Listens on a free serial port at each usual rate in turn until a readable code comes;
   * null when none came in time.
   */
  readonly 'auto-baud': {
    readonly params: { readonly path: string; readonly timeoutMs: number };
    readonly value: { readonly transport: SerialTransport; readonly code: string } | null;
  };
};
export type ProcessMethod = keyof ProcessCalls;
export type ProcessCall = {
  [Method in ProcessMethod]: {
    readonly method: Method;
    readonly params: ProcessCalls[Method]['params'];
  };
}[ProcessMethod];
export type ProcessValue = ProcessCalls[ProcessMethod]['value'];

export type ParentMessage =
  | { readonly type: 'configure'; readonly devices: readonly DeviceConfig[] }
  | ({ readonly type: 'call'; readonly id: number; readonly device: string } & DeviceCall)
  | ({ readonly type: 'ask'; readonly id: number } & ProcessCall)
  | { readonly type: 'ping'; readonly id: number }
  | { readonly type: 'shutdown' };

export type ChildMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'event'; readonly device: string; readonly event: DeviceEvent }
  | {
      readonly type: 'reply';
      readonly id: number;
      readonly ok: true;
      readonly value: DeviceValue | ProcessValue;
    }
  | {
      readonly type: 'reply';
      readonly id: number;
      readonly ok: false;
      readonly error: DeviceFailure;
    }
  | { readonly type: 'pong'; readonly id: number };
