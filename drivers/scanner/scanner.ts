import type { HealthOutcome, ScannerConfig } from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';
import { DeviceError } from '../device-error.ts';
import { rawBytes } from '../device-model/raw-bytes.ts';
import { driverLimits } from '../limits.ts';
import { Connection } from '../transport/connection.ts';
import { openTraced } from '../transport/traced.ts';
import type { IdentifiedCode } from './aim.ts';
import type { Decoder, DecoderListener, RawCode } from './decoder.ts';
import { checkScanner } from './health.ts';
import { createHidDecoder } from './hid/hid-decoder.ts';
import { type Affixes, identifyCode } from './identify-code.ts';
import { createSerialDecoder } from './serial-decoder.ts';

/** Many serial scanners beep at BEL when they are set to (public manuals); the others ignore it. */
const bel = Uint8Array.of(0x07);

/**
 * A barcode scanner on a serial line or as HID-POS: raises `scan` for each code, whatever the
 * terminal is doing. A HID scanner without a profile stays closed and says so.
 */
export function startScanner(config: ScannerConfig, context: DeviceContext): Device {
  const isSerial = config.transport.type === 'serial';
  if (!isSerial && !config.profile?.hid) return withoutLayout(config, context);
  const scanner = new Scanner(config, context);
  return {
    handlers: {
      'check-health': ({ level, timeoutMs }) =>
        checkScanner(config, level, {
          isOpen: scanner.isOpen,
          silentMs: scanner.silentMs(),
          nextScan: () => scanner.nextScan(timeoutMs),
        }),
      'send-raw': ({ hex }) => scanner.write(rawBytes(hex)),
      ...(isSerial ? { identify: () => scanner.write(bel) } : {}),
    },
    close: () => scanner.close(),
  };
}

function withoutLayout(config: ScannerConfig, { emit }: DeviceContext): Device {
  const message = `${config.id} has no profile that says how its reports are laid out`;
  emit({ kind: 'fault', code: 'device.not-configured', message });
  return {
    handlers: {
      'check-health': async ({ level }): Promise<HealthOutcome> => ({
        level,
        isHealthy: false,
        codes: ['not-connected'],
        facts: { message },
      }),
    },
    close: () => Promise.resolve(),
  };
}

class Scanner {
  readonly #context: DeviceContext;
  readonly #affixes: Affixes;
  readonly #decoder: Decoder;
  readonly #connection: Connection;
  readonly #waiting = new Set<(code: IdentifiedCode | 'lost') => void>();
  #lastByteAt: number | undefined;
  isOpen = false;

  constructor(config: ScannerConfig, context: DeviceContext) {
    this.#context = context;
    this.#affixes = {
      prefix: config.prefix ?? config.profile?.prefix ?? '',
      suffix: config.suffix ?? config.profile?.suffix ?? '',
    };
    this.#decoder = createDecoder(config, {
      onCode: (code) => this.#take(code),
      onFault: (message) => context.emit({ kind: 'fault', code: 'device.bad-data', message }),
    });
    this.#connection = new Connection({
      open: openTraced(config.transport, true, context),
      onData: (bytes) => {
        this.#lastByteAt = context.now();
        this.#decoder.receive(bytes);
      },
      onState: (state, reason) => {
        this.isOpen = state === 'open';
        // Half a code from before a break must not become the head of the next one; what comes
        // while the connection opens is of the new one already.
        if (state !== 'open') this.#decoder.reset();
        if (state === 'lost' || state === 'closed') this.#tell('lost');
        context.emit({ kind: 'state', state, ...(reason === undefined ? {} : { reason }) });
      },
    });
  }

  /** Undefined before the first byte. */
  silentMs(): number | undefined {
    return this.#lastByteAt === undefined ? undefined : this.#context.now() - this.#lastByteAt;
  }

  /** Undefined when none came in time; `lost` when the scanner went away meanwhile. */
  nextScan(timeoutMs: number): Promise<IdentifiedCode | 'lost' | undefined> {
    return new Promise((resolve) => {
      const done = (outcome: IdentifiedCode | 'lost' | undefined): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve(outcome);
      };
      const timer = setTimeout(() => done(undefined), timeoutMs);
      this.#waiting.add(done);
    });
  }

  async write(bytes: Uint8Array): Promise<null> {
    const transport = await this.#connection.ready();
    if (!transport) throw new DeviceError('device.offline', 'the scanner is not connected', false);
    await transport.write(bytes, driverLimits.scannerWriteTimeoutMs);
    return null;
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #take(raw: RawCode): void {
    const identified = identifyCode(raw, this.#affixes);
    if (identified.code === '') return;
    this.#context.emit({ kind: 'scan', ...identified, at: this.#context.now() });
    this.#tell(identified);
  }

  #tell(outcome: IdentifiedCode | 'lost'): void {
    for (const done of [...this.#waiting]) done(outcome);
  }
}

function createDecoder({ transport, profile }: ScannerConfig, listener: DecoderListener): Decoder {
  const isHid = transport.type !== 'serial' && profile?.hid;
  return isHid ? createHidDecoder(isHid, listener) : createSerialDecoder(listener);
}
