import type { ScannerConfig } from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';
import { driverLimits } from '../limits.ts';
import { Connection } from '../transport/connection.ts';
import { openTraced } from '../transport/traced.ts';
import { stripAffixes } from './affixes.ts';
import { parseAim } from './aim.ts';
import { emptyFramer, type Framed, flush, pushBytes } from './framer.ts';

/** A serial barcode scanner: raises `scan` for each code, whatever the terminal is doing. */
export function startScanner(config: ScannerConfig, context: DeviceContext): Device {
  const scans = new ScanLine(config, context);
  const connection = new Connection({
    open: openTraced(config.transport, true, context),
    onData: (bytes) => scans.receive(bytes),
    onState: (state, reason) => {
      // Half a code from before a break must not become the head of the next one.
      scans.reset();
      context.emit({ kind: 'state', state, ...(reason === undefined ? {} : { reason }) });
    },
  });
  return {
    handlers: {},
    close: () => connection.close(),
  };
}

class ScanLine {
  readonly #config: ScannerConfig;
  readonly #context: DeviceContext;
  #framer = emptyFramer;
  #silence: NodeJS.Timeout | undefined;

  constructor(config: ScannerConfig, context: DeviceContext) {
    this.#config = config;
    this.#context = context;
  }

  receive(bytes: Uint8Array): void {
    clearTimeout(this.#silence);
    this.#take(pushBytes(this.#framer, bytes, driverLimits.scanBytes));
    this.#silence = setTimeout(() => this.#take(flush(this.#framer)), driverLimits.scanIdleMs);
  }

  reset(): void {
    clearTimeout(this.#silence);
    this.#framer = emptyFramer;
  }

  #take({ framer, codes, overflows }: Framed): void {
    this.#framer = framer;
    for (const raw of codes) {
      const code = stripAffixes(raw, this.#config.prefix, this.#config.suffix);
      const identified = parseAim(code);
      if (identified.code === '') continue;
      this.#context.emit({ kind: 'scan', ...identified, at: this.#context.now() });
    }
    for (let lost = 0; lost < overflows; lost++) {
      const message = `a code is longer than ${driverLimits.scanBytes} bytes`;
      this.#context.emit({ kind: 'fault', code: 'device.bad-data', message });
    }
  }
}
