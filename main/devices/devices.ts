import { fileURLToPath } from 'node:url';
import type {
  DeviceCall,
  DeviceCalls,
  DeviceConfig,
  DeviceEvent,
  DeviceMethod,
  ParentMessage,
  ProcessCall,
  ProcessCalls,
  ProcessMethod,
} from '../../drivers/contract.ts';
import type { Result } from '../contract/failure.ts';
import { DeviceBoard, type DeviceView } from './board.ts';
import type { SpawnDeviceProcess } from './child.ts';
import { deviceFailure } from './failure.ts';
import { PendingCalls } from './pending-calls.ts';
import { Supervisor } from './supervisor.ts';
import type { TraceEvent } from './trace.ts';

export type DevicesEvent =
  | { readonly kind: 'process-up'; readonly pid: number | undefined }
  | { readonly kind: 'process-down'; readonly reason: string }
  | { readonly kind: 'device'; readonly device: string; readonly event: DeviceEvent };

export type DevicesState = {
  readonly isProcessUp: boolean;
  readonly pid: number | undefined;
  /** Times that the device process ended without being asked to. */
  readonly processDeaths: number;
  readonly devices: readonly DeviceView[];
};

export type DevicesOptions = {
  readonly configs: readonly DeviceConfig[];
  readonly spawn: SpawnDeviceProcess;
  readonly onEvent: (event: DevicesEvent) => void;
};

/** The terminal's hands: every device, through the device process. */
export type Devices = {
  /**
   * Never rejects: a device that fails, and a device process that dies over the call, are a
   * Failure. For `print`, `error.data.began` says whether anything may be on paper (1) or not (0).
   */
  readonly call: <Method extends DeviceMethod>(
    device: string,
    method: Method,
    params: DeviceCalls[Method]['params'],
  ) => Promise<Result<DeviceCalls[Method]['value']>>;
  /** Asks the device process itself, in set-up; never rejects. */
  readonly ask: <Method extends ProcessMethod>(
    method: Method,
    params: ProcessCalls[Method]['params'],
  ) => Promise<Result<ProcessCalls[Method]['value']>>;
  /** Replaces the devices; those whose configuration is the same go on undisturbed. */
  readonly configure: (configs: readonly DeviceConfig[]) => void;
  readonly state: () => DevicesState;
  /** The last bytes of a device in both directions, oldest first. */
  readonly trace: (device: string) => readonly TraceEvent[];
  readonly pid: () => number | undefined;
  readonly close: () => Promise<void>;
};

const processPath = fileURLToPath(
  new URL('../../drivers/process/device-process.ts', import.meta.url),
);

/** Starts the device process and the devices in it; `path` is its module, for bundled builds. */
export function startDevices(options: DevicesOptions, path = processPath): Devices {
  const { configs, spawn, onEvent } = options;
  const board = new DeviceBoard();
  const calls = new PendingCalls();
  let isProcessUp = false;
  let isClosing = false;
  let processDeaths = 0;
  board.configure(configs);

  const supervisor = new Supervisor(
    {
      spawn,
      path,
      onReply: (reply) => calls.settle(reply.id, reply),
      onDevice: (device, event) => {
        board.apply(device, event, Date.now());
        onEvent({ kind: 'device', device, event });
      },
      onUp: (pid) => {
        isProcessUp = true;
        onEvent({ kind: 'process-up', pid });
      },
      onDown: (reason) => {
        isProcessUp = false;
        if (!isClosing) processDeaths++;
        board.loseAll('the device process is gone', Date.now());
        calls.interruptAll(`the device process is gone: ${reason}`);
        onEvent({ kind: 'process-down', reason });
      },
    },
    configs,
  );

  async function send(
    method: DeviceMethod | ProcessMethod,
    message: (id: number) => ParentMessage,
  ) {
    const { id, reply } = calls.add(method);
    if (!supervisor.send(message(id))) {
      const why = 'the device process is starting';
      calls.settle(id, {
        ok: false,
        error: { code: 'device.offline', message: why, began: false },
      });
    }
    const outcome = await reply;
    return outcome.ok ? outcome : { ok: false as const, error: deviceFailure(outcome.error) };
  }

  return {
    call: async (device, method, params) => {
      // Method and params belong together by this function's own type; so does the value to both.
      const call = { method, params } as DeviceCall;
      const reply = await send(method, (id) => ({ type: 'call', id, device, ...call }));
      if (!reply.ok) return reply;
      return { ok: true, value: reply.value as DeviceCalls[typeof method]['value'] };
    },
    ask: async (method, params) => {
      const call = { method, params } as ProcessCall;
      const reply = await send(method, (id) => ({ type: 'ask', id, ...call }));
      if (!reply.ok) return reply;
      return { ok: true, value: reply.value as ProcessCalls[typeof method]['value'] };
    },
    configure: (next) => {
      board.configure(next);
      supervisor.configure(next);
    },
    state: () => ({ isProcessUp, pid: supervisor.pid, processDeaths, devices: board.views() }),
    trace: (device) => board.trace(device),
    pid: () => supervisor.pid,
    close: async () => {
      isClosing = true;
      await supervisor.close();
      calls.interruptAll('the terminal is closing');
    },
  };
}
