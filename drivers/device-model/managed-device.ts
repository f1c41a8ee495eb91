import type {
  DeviceCall,
  DeviceCalls,
  DeviceEvent,
  DeviceMethod,
  DeviceValue,
  Lifecycle,
  PowerState,
} from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import { InputGate } from './input-gate.ts';
import {
  type Condition,
  closedCondition,
  conditionAfter,
  lifecycleOf,
  powerOf,
} from './lifecycle.ts';

const hourMs = 3_600_000;

/**
 * What all devices have in common, around a driver: the life cycle and power state that follow from
 * its events and calls, input held back while frozen, and the counters that every device keeps.
 */
export class ManagedDevice {
  readonly device: Device;
  readonly #emit: (event: DeviceEvent) => void;
  readonly #gate: InputGate;
  #condition: Condition = closedCondition;
  #lifecycle: Lifecycle | undefined;
  #power: PowerState | undefined;
  #hours: NodeJS.Timeout | undefined;

  constructor(start: (context: DeviceContext) => Device, context: DeviceContext) {
    this.#emit = context.emit;
    this.#gate = new InputGate(driverLimits.frozenInputs, this.#emit, () => {
      const message = `more than ${driverLimits.frozenInputs} inputs came while frozen`;
      this.#take({ kind: 'fault', code: 'device.busy', message });
    });
    this.device = start({ ...context, emit: (event) => this.#take(event) });
  }

  /** Throws a DeviceError for what is expected to go wrong. */
  async call(call: DeviceCall): Promise<DeviceValue> {
    if (call.method === 'freeze') return this.#freeze(call.params.isFrozen);
    this.#change({ callsInProgress: this.#condition.callsInProgress + 1 });
    let hasFault = false;
    try {
      return await this.#run(call.method, call.params);
    } catch (cause) {
      hasFault = cause instanceof DeviceError && cause.code !== 'device.busy';
      throw cause;
    } finally {
      this.#change({ callsInProgress: this.#condition.callsInProgress - 1, hasFault });
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#hours);
    await this.device.close();
  }

  #run<Method extends DeviceMethod>(
    method: Method,
    params: DeviceCalls[Method]['params'],
  ): Promise<DeviceCalls[Method]['value']> {
    const handler = this.device.handlers[method];
    if (!handler) throw new DeviceError('device.bad-data', `this device does not ${method}`, false);
    return handler(params);
  }

  #freeze(isFrozen: boolean): null {
    this.#gate.freeze(isFrozen);
    this.#change({ isFrozen });
    return null;
  }

  #take(event: DeviceEvent): void {
    if (event.kind === 'scan' || event.kind === 'card') this.#gate.push(event);
    else this.#emit(event);
    this.#count(event);
    this.#change(conditionAfter(this.#condition, event));
  }

  #count(event: DeviceEvent): void {
    if (event.kind === 'scan') this.#emit({ kind: 'count', name: 'GoodScanCount', by: 1 });
    if (event.kind === 'card') this.#emit({ kind: 'count', name: 'GoodReadCount', by: 1 });
    if (event.kind !== 'state') return;
    clearInterval(this.#hours);
    if (event.state === 'lost') {
      this.#emit({ kind: 'count', name: 'CommunicationErrorCount', by: 1 });
    }
    if (event.state !== 'open') return;
    this.#emit({ kind: 'count', name: 'OnlineTransitionCount', by: 1 });
    this.#hours = setInterval(() => {
      this.#emit({ kind: 'count', name: 'HoursPoweredCount', by: 1 });
    }, hourMs);
  }

  #change(change: Partial<Condition>): void {
    this.#condition = { ...this.#condition, ...change };
    const lifecycle = lifecycleOf(this.#condition);
    const power = powerOf(this.#condition);
    if (lifecycle !== this.#lifecycle) this.#emit({ kind: 'lifecycle', lifecycle });
    if (power !== this.#power) this.#emit({ kind: 'power', power });
    this.#lifecycle = lifecycle;
    this.#power = power;
  }
}
