import type {
  DeviceState,
  HealthLevel,
  HealthOutcome,
  ScaleConfig,
  ScaleProtocol as ScaleProtocolName,
  WeightReading,
} from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';
import { DeviceError } from '../device-error.ts';
import { rawBytes } from '../device-model/raw-bytes.ts';
import { Turns } from '../device-model/turns.ts';
import { driverLimits } from '../limits.ts';
import { Connection } from '../transport/connection.ts';
import { openTraced } from '../transport/traced.ts';
import type { Transport } from '../transport/transport.ts';
import { checkScale } from './health.ts';
import { hidScale } from './hid.ts';
import { mtSics } from './mt-sics.ts';
import { nci } from './nci.ts';
import type { ScaleProtocol } from './protocol.ts';
import { ScaleLine } from './scale-line.ts';
import { toledo8217 } from './toledo-8217.ts';
import { weigh } from './weighing.ts';

const protocols: Readonly<Record<ScaleProtocolName, ScaleProtocol>> = {
  'toledo-8217': toledo8217,
  nci,
  'mt-sics': mtSics,
  hid: hidScale,
};

/** A checkout scale: gives stable weights only, exactly as it says them. */
export function startScale(config: ScaleConfig, context: DeviceContext): Device {
  const scale = new Scale(config, context);
  return {
    handlers: {
      weigh: ({ timeoutMs }) => scale.weigh(timeoutMs),
      zero: () => scale.zero(),
      'check-health': ({ level, timeoutMs }) => scale.checkHealth(level, timeoutMs),
      'send-raw': ({ hex }) => scale.sendRaw(rawBytes(hex)),
    },
    close: () => scale.close(),
  };
}

class Scale {
  readonly #protocol: ScaleProtocol;
  readonly #context: DeviceContext;
  readonly #line: ScaleLine;
  readonly #turns = new Turns(driverLimits.scaleQueue, driverLimits.scaleWaitMs);
  readonly #connection: Connection;
  #state: DeviceState = 'closed';
  #lastByteAt: number | undefined;

  constructor(config: ScaleConfig, context: DeviceContext) {
    this.#protocol = protocols[config.protocol];
    this.#context = context;
    this.#line = new ScaleLine(this.#protocol);
    this.#connection = new Connection({
      open: openTraced(config.transport, true, context),
      onData: (bytes) => {
        this.#lastByteAt = context.now();
        this.#line.receive(bytes);
      },
      onState: (state, reason) => {
        this.#state = state;
        this.#line.abandon(reason ?? `the connection is ${state}`);
        context.emit({ kind: 'state', state, ...(reason === undefined ? {} : { reason }) });
      },
    });
  }

  weigh(timeoutMs: number): Promise<WeightReading> {
    return this.#takeTurn((transport) => this.#weigh(transport, timeoutMs));
  }

  /**
   * The command's own answer says only that it came; so the scale is zero when it weighs zero.
   * @throws DeviceError `device.out-of-range` when it will not be: something lies on it.
   */
  zero(): Promise<null> {
    return this.#takeTurn(async (transport) => {
      await this.#line.tell(transport, this.#protocol.zero);
      const reading = await this.#weigh(transport, driverLimits.scaleZeroTimeoutMs);
      if (reading.valueMicro === 0) return null;
      throw new DeviceError('device.out-of-range', `the scale stays at ${reading.raw}`);
    });
  }

  checkHealth(level: HealthLevel, timeoutMs: number): Promise<HealthOutcome> {
    return checkScale(level, timeoutMs, {
      isOpen: () => this.#state === 'open',
      silentMs: () =>
        this.#lastByteAt === undefined ? undefined : this.#context.now() - this.#lastByteAt,
      weigh: (isWanted) =>
        this.#takeTurn((transport) => this.#weigh(transport, timeoutMs, isWanted)),
    });
  }

  /** Answers are not waited for: the trace shows them. */
  sendRaw(bytes: Uint8Array): Promise<null> {
    return this.#takeTurn(async (transport) => {
      await this.#line.tell(transport, bytes);
      return null;
    });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #weigh(
    transport: Transport,
    timeoutMs: number,
    isWanted?: (reading: WeightReading) => boolean,
  ): Promise<WeightReading> {
    try {
      const reading = await weigh(() => this.#line.askWeight(transport), timeoutMs, isWanted);
      this.#context.emit({ kind: 'count', name: 'GoodWeightReadCount', by: 1 });
      return reading;
    } catch (cause) {
      this.#context.emit({ kind: 'count', name: 'FailedWeightReadCount', by: 1 });
      throw cause;
    }
  }

  #takeTurn<Value>(work: (transport: Transport) => Promise<Value>): Promise<Value> {
    return this.#turns.take(async () => {
      const transport = await this.#connection.ready();
      if (transport) return work(transport);
      throw new DeviceError('device.offline', 'the scale is not connected');
    });
  }
}
