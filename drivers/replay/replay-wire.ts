import type { DeviceCall, DeviceState } from '../contract.ts';
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

/** A driver that has not told by then what it told will not tell it. */
const patienceMs = 10_000;

/**
 * The wire of a recorded session. It goes through the recording line by line: what came in comes in
 * again after the same pause and after all that the driver had told by then, breaks break again, and
 * what the driver writes must be what it wrote.
 */
export class ReplayWire {
  readonly #options: ReplayWireOptions;
  readonly #endAt: number;
  readonly #eventCount: number;
  /** What has not happened yet. */
  #rest: readonly Line[];
  /** What is left of the recorded transfer that the driver is writing. */
  #unwritten: Buffer = Buffer.alloc(0);
  #isWaiting = false;
  #hasEnded = false;
  #told = 0;
  #lastAt: number;
  #listener: TransportListener | undefined;

  /** How many events the driver had told before each line. */
  readonly #toldBefore: ReadonlyMap<Line, number>;
  #patience: NodeJS.Timeout | undefined;

  constructor({ lines, startedAt }: Recording, options: ReplayWireOptions) {
    this.#rest = lines;
    let told = 0;
    const toldBefore = new Map<Line, number>();
    for (const line of lines) {
      toldBefore.set(line, told);
      if (line.kind === 'event') told += 1;
    }
    this.#toldBefore = toldBefore;
    this.#eventCount = told;
    this.#lastAt = startedAt;
    this.#endAt = lines.at(-1)?.at ?? startedAt;
    this.#options = options;
  }

  /** Opening fails where the recorded one did. */
  readonly open: OpenTransport = async (_config, _isReadable, listener) => {
    const outcome = this.#rest.find((line) => isState(line, 'open') || isState(line, 'lost'));
    if (outcome) this.#rest = this.#rest.slice(this.#rest.indexOf(outcome) + 1);
    if (outcome) this.#lastAt = outcome.at;
    if (outcome && isState(outcome, 'lost')) {
      throw new DeviceError('device.offline', reasonOf(outcome));
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

  /** The driver told something: the world outside may have waited for it. */
  told(): void {
    this.#told += 1;
    this.#go();
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

  /**
   * The bytes that are to be written next. A call that was made in the same moment may not have
   * been made again yet: it waits for its turn, and so do the driver's own words on the way.
   */
  #expected(): Buffer {
    if (this.#unwritten.length > 0) return this.#unwritten;
    const line = this.#rest.find((each) => isOutside(each) && each.kind !== 'call');
    if (line?.kind !== 'transfer' || line.direction !== 'out') return Buffer.alloc(0);
    this.#take(line);
    return Buffer.from(line.hex, 'hex');
  }

  #take(line: Line): void {
    this.#rest = this.#rest.filter((each) => each !== line);
    this.#lastAt = line.at;
  }

  /** Goes on to the next line that the world outside does; the driver's own lines are waited for. */
  #go(): void {
    if (this.#isWaiting || this.#hasEnded || this.#unwritten.length > 0) return;
    const line = this.#rest.find(isOutside);
    if (line?.kind === 'transfer' && line.direction === 'out') return;
    clearTimeout(this.#patience);
    const wanted = line ? (this.#toldBefore.get(line) ?? 0) : this.#eventCount;
    if (this.#told < wanted) {
      const missing = `told ${this.#told} events, recorded were ${wanted}`;
      this.#patience = setTimeout(() => this.#end(missing), patienceMs);
      return;
    }
    this.#isWaiting = true;
    // What the last bytes set off, such as a code without its end, is told after a silence.
    const at = line?.at ?? this.#endAt + 1;
    setTimeout(() => this.#play(line), Math.max(0, at - this.#lastAt));
  }

  #play(line: Line | undefined): void {
    this.#isWaiting = false;
    if (!line) {
      this.#end();
      return;
    }
    // The driver gave the connection up by itself, and is further already.
    if (!this.#rest.includes(line)) {
      this.#go();
      return;
    }
    this.#take(line);
    if (line.kind === 'transfer') this.#listener?.onData(Buffer.from(line.hex, 'hex'));
    if (line.kind === 'call') this.#options.call(line.call);
    if (isState(line, 'lost')) {
      const listener = this.#listener;
      this.#listener = undefined;
      listener?.onClosed(reasonOf(line));
      return;
    }
    this.#go();
  }

  #end(mismatch?: string): void {
    if (this.#hasEnded) return;
    clearTimeout(this.#patience);
    this.#hasEnded = true;
    this.#options.onEnd(mismatch);
  }
}

function isState(line: Line, state: DeviceState): boolean {
  return line.kind === 'event' && line.event.kind === 'state' && line.event.state === state;
}

function reasonOf(line: Line): string {
  const isReasoned = line.kind === 'event' && line.event.kind === 'state';
  return (isReasoned ? line.event.reason : undefined) ?? 'lost';
}

const isOutside = (line: Line): boolean => line.kind !== 'event' || isState(line, 'lost');
