import type { DeviceCall } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import type { OpenTransport, TransportListener } from '../transport/transport.ts';
import type { Recording } from './recording.ts';

type Line = Recording['lines'][number];

export type ReplayWireOptions = {
  /** Makes the recorded call again. */
  readonly call: (call: DeviceCall) => void;
  /** Called once: at the recording's end, or where the driver did something else than recorded. */
  readonly onEnd: (mismatch?: string) => void;
};

/**
 * The wire of a recorded session. It goes through the recording line by line: what came in comes in
 * again after the same pause, breaks break again, and what the driver writes must be what it wrote.
 */
export class ReplayWire {
  readonly #options: ReplayWireOptions;
  readonly #lines: readonly Line[];
  #next = 0;
  /** What is left of the recorded transfer that the driver is writing. */
  #unwritten: Buffer = Buffer.alloc(0);
  #isWaiting = false;
  #hasEnded = false;
  #lastAt: number;
  #listener: TransportListener | undefined;

  constructor({ lines, startedAt }: Recording, options: ReplayWireOptions) {
    this.#lines = lines;
    this.#lastAt = startedAt;
    this.#options = options;
  }

  /** Opening fails where the recorded one did. */
  readonly open: OpenTransport = async (_config, _isReadable, listener) => {
    const outcome = this.#lines.slice(this.#next).find(isOpenOrLost);
    if (outcome?.kind === 'event' && outcome.event.kind === 'state') {
      const { state, reason = 'lost' } = outcome.event;
      if (state === 'lost') {
        this.#skipTo(outcome);
        throw new DeviceError('device.offline', reason);
      }
      this.#skipTo(outcome);
    }
    this.#listener = listener;
    // The driver must know of its connection before anything comes over it.
    setTimeout(() => this.#go());
    return {
      write: async (bytes) => this.#write(Buffer.from(bytes)),
      close: async () => {
        this.#listener = undefined;
      },
    };
  };

  #skipTo(line: Line): void {
    this.#next = this.#lines.indexOf(line) + 1;
    this.#lastAt = line.at;
  }

  #write(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0) {
      const expected = this.#expected();
      const part = rest.subarray(0, expected.length);
      if (expected.length === 0 || !expected.subarray(0, part.length).equals(part)) {
        const wanted = expected.toString('hex') || 'nothing';
        this.#end(`wrote ${rest.toString('hex')}, recorded was ${wanted}`);
        return;
      }
      this.#unwritten = expected.subarray(part.length);
      rest = rest.subarray(part.length);
    }
    this.#go();
  }

  /** The bytes that are to be written next; events on the way to them are passed over. */
  #expected(): Buffer {
    if (this.#unwritten.length > 0) return this.#unwritten;
    const line = this.#lines.slice(this.#next).find(({ kind }) => kind !== 'event');
    if (line?.kind !== 'transfer' || line.direction !== 'out') return Buffer.alloc(0);
    this.#skipTo(line);
    return Buffer.from(line.hex, 'hex');
  }

  /** Goes on to the next line that the world outside does; the driver's own lines are waited for. */
  #go(): void {
    if (this.#isWaiting || this.#hasEnded || this.#unwritten.length > 0) return;
    const line = this.#lines.slice(this.#next).find(isOutside);
    if (!line) {
      // What the last bytes set off, such as a code without its end, is told after a silence.
      const lastAt = this.#lines.at(-1)?.at ?? this.#lastAt;
      setTimeout(() => this.#end(), lastAt - this.#lastAt + 1);
      return;
    }
    if (line.kind === 'transfer' && line.direction === 'out') return;
    this.#isWaiting = true;
    setTimeout(() => this.#play(line), Math.max(0, line.at - this.#lastAt));
  }

  #play(line: Line): void {
    this.#isWaiting = false;
    this.#skipTo(line);
    if (line.kind === 'transfer') this.#listener?.onData(Buffer.from(line.hex, 'hex'));
    if (line.kind === 'call') this.#options.call(line.call);
    if (line.kind === 'event' && line.event.kind === 'state') {
      const listener = this.#listener;
      this.#listener = undefined;
      listener?.onClosed(line.event.reason ?? 'lost');
      return;
    }
    this.#go();
  }

  #end(mismatch?: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#options.onEnd(mismatch);
  }
}

const isOpenOrLost = (line: Line): boolean =>
  line.kind === 'event' &&
  line.event.kind === 'state' &&
  (line.event.state === 'open' || line.event.state === 'lost');

const isOutside = (line: Line): boolean =>
  line.kind !== 'event' || (line.event.kind === 'state' && line.event.state === 'lost');
