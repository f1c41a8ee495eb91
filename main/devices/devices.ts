import { fileURLToPath } from 'node:url';
import type {
  DeviceCall,
  DeviceCalls,
  DeviceConfig,
  DeviceEvent,
  DeviceMethod,
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

  return {
    call: async (device, method, params) => {
      const { id, reply } = calls.add(method);
      // Method and params belong together by this function's own type.
      const call = { method, params } as DeviceCall;
      if (!supervisor.send({ type: 'call', id, device, ...call })) {
        const message = 'the device process is starting';
        calls.settle(id, { ok: false, error: { code: 'device.offline', message, began: false } });
      }
      const outcome = await reply;
      if (!outcome.ok) return { ok: false, error: deviceFailure(outcome.error) };
      return { ok: true, value: outcome.value as DeviceCalls[typeof method]['value'] };
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
