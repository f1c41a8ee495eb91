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
import type { NumberedTrace } from './trace.ts';
import { WireMask } from './wire-mask.ts';

export type DevicesEvent =
  | { readonly kind: 'process-up'; readonly pid: number | undefined }
  | { readonly kind: 'process-down'; readonly reason: string }
  | { readonly kind: 'device'; readonly device: string; readonly event: DeviceEvent }
  /** Somebody asks a device for something; told before it is sent. */
  | { readonly kind: 'call'; readonly device: string; readonly call: DeviceCall };

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
  /** The last bytes of a device in both directions, oldest first; payment codes are hidden. */
  readonly trace: (device: string) => readonly NumberedTrace[];
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
  let masks = new Map<string, WireMask>();

  function tell(device: string, event: DeviceEvent): void {
    board.apply(device, event, Date.now());
    onEvent({ kind: 'device', device, event });
  }

  function prepare(next: readonly DeviceConfig[]): void {
    for (const mask of masks.values()) mask.flush();
    board.configure(next);
    masks = new Map(
      next.map((config) => [config.id, new WireMask(config, (event) => tell(config.id, event))]),
    );
  }
  prepare(configs);

  const supervisor = new Supervisor(
    {
      spawn,
      path,
      onReply: (reply) => calls.settle(reply.id, reply),
      onDevice: (device, event) => {
        const mask = masks.get(device);
        if (event.kind === 'trace') {
          mask?.push(event);
          return;
        }
        mask?.flush();
        tell(device, event);
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
      onEvent({ kind: 'call', device, call });
      const reply = await send(method, (id) => ({ type: 'call', id, device, ...call }));
      board.answered(device, reply.ok ? null : reply.error.code, Date.now());
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
      prepare(next);
      supervisor.configure(next);
    },
    state: () => ({ isProcessUp, pid: supervisor.pid, processDeaths, devices: board.views() }),
    trace: (device) => board.trace(device),
    pid: () => supervisor.pid,
    close: async () => {
      isClosing = true;
      for (const mask of masks.values()) mask.flush();
      await supervisor.close();
      calls.interruptAll('the terminal is closing');
    },
  };
}
