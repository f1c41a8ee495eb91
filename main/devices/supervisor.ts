import type {
  ChildMessage,
  DeviceConfig,
  DeviceEvent,
  ParentMessage,
} from '../../drivers/contract.ts';
import { limits } from '../contract/limits.ts';
import type { DeviceChild, SpawnDeviceProcess } from './child.ts';

export type SupervisorOptions = {
  readonly spawn: SpawnDeviceProcess;
  readonly path: string;
  readonly onDevice: (device: string, event: DeviceEvent) => void;
  readonly onReply: (reply: Extract<ChildMessage, { type: 'reply' }>) => void;
  readonly onUp: (pid: number | undefined) => void;
  readonly onDown: (reason: string) => void;
};

/**
 * Keeps one device process alive: starts it, gives it the configuration, pings it, kills it when it
 * hangs, and starts another with growing delays when it is gone.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  #configs: readonly DeviceConfig[];
  #child: DeviceChild | undefined;
  #isReady = false;
  #isClosing = false;
  #failures = 0;
  #startedAt = 0;
  #lastSignOfLifeAt = 0;
  #heartbeat: NodeJS.Timeout | undefined;
  #restart: NodeJS.Timeout | undefined;
  #exited = Promise.withResolvers<void>();

  constructor(options: SupervisorOptions, configs: readonly DeviceConfig[]) {
    this.#options = options;
    this.#configs = configs;
    this.#start();
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** False while the process starts or is gone: then nothing was sent. */
  send(message: ParentMessage): boolean {
    if (!this.#child || !this.#isReady) return false;
    this.#child.send(message);
    return true;
  }

  configure(configs: readonly DeviceConfig[]): void {
    this.#configs = configs;
    this.send({ type: 'configure', devices: configs });
  }

  /** Asks the process to end, and ends it when it does not. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearTimeout(this.#restart);
    if (!this.#child) return;
    const { promise } = this.#exited;
    if (!this.send({ type: 'shutdown' })) this.#kill();
    const timer = setTimeout(() => this.#kill(), limits.deviceHangMs);
    await promise;
    clearTimeout(timer);
  }

  #start(): void {
    const child = this.#options.spawn(this.#options.path);
    this.#child = child;
    this.#isReady = false;
    this.#exited = Promise.withResolvers<void>();
    this.#startedAt = performance.now();
    this.#lastSignOfLifeAt = this.#startedAt;
    child.onMessage((message) => this.#receive(message));
    child.onExit((reason) => this.#end(child, reason));
    this.#heartbeat = setInterval(() => this.#beat(), limits.deviceHeartbeatMs);
  }

  #receive(message: ChildMessage): void {
    this.#lastSignOfLifeAt = performance.now();
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.send({ type: 'configure', devices: this.#configs });
        this.#options.onUp(this.pid);
        break;
      case 'event':
        this.#options.onDevice(message.device, message.event);
        break;
      case 'reply':
        this.#options.onReply(message);
        break;
      case 'pong':
        break;
    }
  }

  #beat(): void {
    const silentMs = performance.now() - this.#lastSignOfLifeAt;
    // A process that is still loading its modules has longer, on a slow terminal.
    const patienceMs = this.#isReady ? limits.deviceHangMs : 5 * limits.deviceHangMs;
    if (silentMs > patienceMs) this.#kill();
    else this.send({ type: 'ping', id: 0 });
  }

  /** A hung process answers no other signal. */
  #kill(): void {
    const pid = this.pid;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }

  #end(child: DeviceChild, reason: string): void {
    if (child !== this.#child) return;
    clearInterval(this.#heartbeat);
    this.#child = undefined;
    this.#isReady = false;
    this.#exited.resolve();
    this.#options.onDown(reason);
    if (this.#isClosing) return;
    if (performance.now() - this.#startedAt > steadyMs) this.#failures = 0;
    this.#restart = setTimeout(() => this.#start(), restartDelayMs(this.#failures));
    this.#failures++;
  }
}

/** A process that lived this long did not die of how it was started. */
const steadyMs = 10_000;

/** At once after a single death, up to 5 s for a process that dies again and again. */
function restartDelayMs(failures: number): number {
  return Math.min(5_000, 100 * 2 ** failures);
}
