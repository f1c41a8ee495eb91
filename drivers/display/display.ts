import type { DisplayConfig, HealthCode, HealthLevel, HealthOutcome } from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';
import { DeviceError } from '../device-error.ts';
import { rawBytes } from '../device-model/raw-bytes.ts';
import { driverLimits } from '../limits.ts';
import { encodeLine, lineCells } from './cells.ts';
import { type DisplayProtocol, displayProtocols } from './protocols.ts';
import { type DisplayWire, openDisplayWire } from './wire.ts';

type Lines = readonly [string, string];

/** A customer display of two lines of 20 cells, on a wire of its own or behind a printer. */
export function startDisplay(config: DisplayConfig, context: DeviceContext): Device {
  const display = new Display(config, context);
  return {
    handlers: {
      show: ({ lines }) => display.show(lines),
      identify: ({ number }) => display.test([centred(`${number}`), centred(`${number}`)]),
      'check-health': ({ level }) => display.checkHealth(level),
      'send-raw': ({ hex }) => display.sendRaw(rawBytes(hex)),
    },
    close: () => display.close(),
  };
}

class Display {
  readonly #charset: DisplayConfig['charset'];
  readonly #protocol: DisplayProtocol;
  readonly #wire: DisplayWire;
  /** What the sale wants to be seen, and what a test shows over it for a while. */
  #text: Lines = ['', ''];
  #test: Lines | undefined;
  #testEnd: NodeJS.Timeout | undefined;
  #isReady = false;
  #writing: Promise<void> | undefined;

  constructor(config: DisplayConfig, context: DeviceContext) {
    this.#charset = config.charset;
    this.#protocol = displayProtocols[config.protocol];
    this.#wire = openDisplayWire(config, context, () => this.#begin());
  }

  /**
   * Only the newest text matters: what is overtaken while the line is busy is never sent, and each
   * caller hears how the newest fared. A text that could not be sent is shown when the display is
   * back.
   */
  async show(lines: Lines): Promise<null> {
    this.#text = [...lines];
    this.#endTest();
    await this.#refresh();
    return null;
  }

  /** Shows a test's text until the sale has another, or for `displayTestMs`. */
  async test(lines: Lines): Promise<null> {
    this.#test = lines;
    clearTimeout(this.#testEnd);
    this.#testEnd = setTimeout(() => {
      this.#endTest();
      this.#refreshQuietly();
    }, driverLimits.displayTestMs);
    await this.#refresh();
    return null;
  }

  async checkHealth(level: HealthLevel): Promise<HealthOutcome> {
    const outcome = (isHealthy: boolean, code: HealthCode, facts: HealthOutcome['facts'] = {}) => ({
      level,
      isHealthy,
      codes: [code],
      facts,
    });
    if (level === 'internal') {
      const isOpen = this.#wire.state() === 'open';
      return outcome(isOpen, isOpen ? 'healthy' : 'not-connected');
    }
    try {
      await this.test([centred('HEALTH OK'), centred('1234567890')]);
      return outcome(true, 'shown-text');
    } catch (cause) {
      if (!(cause instanceof DeviceError)) throw cause;
      const code = cause.code === 'device.timeout' ? 'no-answer' : 'not-connected';
      return outcome(false, code, { message: cause.message });
    }
  }

  async sendRaw(bytes: Uint8Array): Promise<null> {
    await this.#wire.write(bytes);
    return null;
  }

  async close(): Promise<void> {
    clearTimeout(this.#testEnd);
    await this.#wire.close();
  }

  /** The display is there, perhaps anew: it is emptied and told what to show. */
  #begin(): void {
    this.#isReady = false;
    this.#refreshQuietly();
  }

  #endTest(): void {
    clearTimeout(this.#testEnd);
    this.#test = undefined;
  }

  #refresh(): Promise<void> {
    this.#writing ??= this.#writeNewest();
    return this.#writing;
  }

  /** Nobody waits for this text: the connection's state says how it went. */
  #refreshQuietly(): void {
    this.#refresh().catch((cause: unknown) => {
      if (!(cause instanceof DeviceError)) throw cause;
    });
  }

  async #writeNewest(): Promise<void> {
    let written: Lines | undefined;
    try {
      while (written !== this.#wanted || !this.#isReady) {
        written = this.#wanted;
        const init = this.#isReady ? [] : this.#protocol.init;
        this.#isReady = true;
        await this.#wire.write(Uint8Array.of(...init, ...this.#encode(written)));
      }
    } catch (cause) {
      this.#isReady = false;
      throw cause;
    } finally {
      // In the same turn as the last look: a new text finds it writing or done, never in between.
      this.#writing = undefined;
    }
  }

  #encode([upper, lower]: Lines): Uint8Array {
    return this.#protocol.show(encodeLine(upper, this.#charset), encodeLine(lower, this.#charset));
  }

  get #wanted(): Lines {
    return this.#test ?? this.#text;
  }
}

function centred(text: string): string {
  return text.padStart((lineCells + text.length) >> 1);
}
