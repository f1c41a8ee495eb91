import { setTimeout as pause } from 'node:timers/promises';
import type {
  DrawerOutcome,
  HealthLevel,
  HealthOutcome,
  PrinterConfig,
  PrinterStatus,
  PrintOutcome,
  PrintRequest,
  ProbeLine,
} from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';
import { DeviceError } from '../device-error.ts';
import { rawBytes } from '../device-model/raw-bytes.ts';
import { driverLimits } from '../limits.ts';
import { countsOfDocument } from './counts.ts';
import type { PrintDocument } from './document.ts';
import { encodeDrawerPulse, encodeRealTimeDrawerPulse } from './escpos/drawer.ts';
import { encodeDocument } from './escpos/encode.ts';
import { checkPrinter, testStrip } from './health.ts';
import { numberSheet } from './identify.ts';
import { KickLimit } from './kick-limit.ts';
import { runJob } from './print-job.ts';
import { PrinterLine } from './printer-line.ts';
import { encodeProbe } from './probe/probe.ts';
import { jobTimeoutMs } from './wire-time.ts';

/** An ESC/POS printer over TCP, a serial line, a character device or a CUPS queue. */
export function startPrinter(config: PrinterConfig, context: DeviceContext): Device {
  const printer = new Printer(config, context);
  return {
    handlers: {
      print: (request) => printer.print(request),
      status: () => printer.askStatus(),
      'check-health': ({ level, timeoutMs }) => printer.checkHealth(level, timeoutMs),
      identify: ({ number }) => printer.identify(number),
      'send-raw': ({ hex }) => printer.sendRaw(hex),
      'print-probe': () => printer.printProbe(),
    },
    printerPort: {
      kickDrawer: (pin) => printer.kickDrawer(pin),
      drawerLevel: () => printer.drawerLevel(),
      onDrawerLevel: (listener) => printer.line.onDrawerLevel(listener),
      passThrough: (bytes) => printer.passThrough(bytes),
    },
    close: () => printer.line.close(),
  };
}

class Printer {
  readonly line: PrinterLine;
  readonly #id: string;
  readonly #kicks: Readonly<Record<2 | 5, KickLimit>> = { 2: new KickLimit(), 5: new KickLimit() };

  constructor(config: PrinterConfig, context: DeviceContext) {
    this.#id = config.id;
    this.line = new PrinterLine(config, context);
  }

  async print({ jobId, document }: PrintRequest): Promise<PrintOutcome> {
    return { jobId, confirmation: await this.#printDocument(document) };
  }

  askStatus(): Promise<PrinterStatus> {
    return this.line.takeTurn(({ ask }) => {
      if (!ask) throw new DeviceError('device.bad-data', 'this printer gives no status');
      return ask(driverLimits.statusTimeoutMs);
    });
  }

  checkHealth(level: HealthLevel, timeoutMs: number): Promise<HealthOutcome> {
    const strip = testStrip(this.#id, this.line.profile.widthCells);
    return checkPrinter(this.line, level, timeoutMs, () => this.#printDocument(strip));
  }

  async identify(number: number): Promise<null> {
    await this.#printDocument(numberSheet(number, this.line.profile.widthCells));
    return null;
  }

  async printProbe(): Promise<readonly ProbeLine[]> {
    const { bytes, lines } = encodeProbe(this.line.profile);
    await this.#send([bytes]);
    return lines;
  }

  async sendRaw(hex: string): Promise<null> {
    const bytes = rawBytes(hex);
    await this.line.takeTurn(({ write }) =>
      write(bytes, jobTimeoutMs(bytes.length, this.line.transport)),
    );
    this.line.expectSilence();
    return null;
  }

  /** A pulse on the drawer's pin, and what the drawer's level did about it. */
  kickDrawer(pin: 2 | 5): Promise<DrawerOutcome> {
    return this.line.takeTurn(async ({ write, ask }) => {
      const kicks = this.#kicks[pin];
      const delayMs = kicks.delayMs(performance.now());
      if (delayMs === undefined) {
        throw new DeviceError('device.busy', 'the drawer was opened too often, its coil rests');
      }
      await pause(delayMs);
      const before = await ask?.(driverLimits.statusTimeoutMs);
      const isStopped = before?.isOnline === false;
      const pulse = isStopped ? encodeRealTimeDrawerPulse(pin) : encodeDrawerPulse(pin);
      kicks.add(performance.now());
      await write(pulse, driverLimits.statusTimeoutMs);
      await pause(driverLimits.drawerSettleMs);
      const after = await ask?.(driverLimits.statusTimeoutMs);
      return compareLevels(before?.drawerLevel, after?.drawerLevel);
    });
  }

  drawerLevel(): Promise<0 | 1 | undefined> {
    return this.line.takeTurn(async ({ ask }) => {
      return (await ask?.(driverLimits.statusTimeoutMs))?.drawerLevel;
    });
  }

  passThrough(bytes: Uint8Array): Promise<void> {
    return this.line.takeTurn(({ write }) => write(bytes, driverLimits.statusTimeoutMs));
  }

  async #printDocument(document: PrintDocument): Promise<PrintOutcome['confirmation']> {
    const { profile } = this.line;
    const confirmation = await this.#send(encodeDocument(document, profile));
    if (confirmation === 'accepted') {
      for (const { name, by } of countsOfDocument(document, profile)) this.line.count(name, by);
    }
    return confirmation;
  }

  async #send(segments: readonly Uint8Array[]): Promise<PrintOutcome['confirmation']> {
    const { transport } = this.line;
    // The printing system makes a job of every write: a receipt must be one.
    const whole = transport.type === 'cups' ? [Buffer.concat(segments)] : segments;
    const byteCount = whole.reduce((sum, { length }) => sum + length, 0);
    try {
      return await this.line.takeTurn((wire) =>
        runJob(whole, wire, jobTimeoutMs(byteCount, transport)),
      );
    } finally {
      this.line.expectSilence();
    }
  }
}

function compareLevels(before: 0 | 1 | undefined, after: 0 | 1 | undefined): DrawerOutcome {
  if (before === undefined || after === undefined) return {};
  return { levelBefore: before, levelAfter: after, hasMoved: before !== after };
}
