import { join } from 'node:path';
import type { ScaleConfig, ScaleProtocol, WeightUnit } from '../../contract.ts';
import { startByteWire, type WirePlace } from '../../simulator/byte-wire.ts';
import { startHidSocket } from '../../simulator/hid-socket.ts';
import { hidScale } from '../hid.ts';
import { mtSics } from '../mt-sics.ts';
import { nci } from '../nci.ts';
import { toledo8217 } from '../toledo-8217.ts';
import { type ScaleDisplay, weightAnswers, zeroAnswers } from './answers.ts';

/** Where it hangs; a HID scale's socket lies in the folder of a serial place. */
export type ScalePlace = WirePlace;

export type ScaleSimulator = {
  readonly transport: ScaleConfig['transport'];
  /** Puts so much on it, digits as its display shows them: `1.250`. Stable until told otherwise. */
  readonly put: (digits: string, unit?: WeightUnit) => void;
  readonly setCondition: (condition: ScaleDisplay['condition']) => void;
  /** Off, or hung: it hears everything and says nothing. */
  readonly setSilent: (isSilent: boolean) => void;
  /** Changes the next answer on its way. */
  readonly garbleNext: (garble: (answer: Uint8Array) => Uint8Array) => void;
  /** Requests for a weight that were answered, or reports sent. */
  readonly answered: () => number;
  /** Commands that came sooner than the protocol allows; they were not answered. */
  readonly tooSoon: () => number;
  readonly unplug: () => Promise<void>;
  readonly replug: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** An 8217 wants so much between commands (device-facts 5). */
const toledoGapMs = 200;
const hidReportEveryMs = 40;

/** A command of an 8217 is one character, a report is a whole command, and the others end. */
const firstCommand: Readonly<Record<ScaleProtocol, RegExp>> = {
  'toledo-8217': /^[\s\S]/,
  nci: /^[^\r]*\r/,
  'mt-sics': /^[^\n]*\n/,
  hid: /^[\s\S]+/,
};
const languages = { 'toledo-8217': toledo8217, nci, 'mt-sics': mtSics, hid: hidScale } as const;

/** A scale that speaks one of the protocols on the wire that goes with it. */
export async function startScaleSimulator(
  protocol: ScaleProtocol,
  place: ScalePlace,
): Promise<ScaleSimulator> {
  const scale = new SimulatedScale(protocol);
  const wire = await (protocol === 'hid' ? openReports(scale, place) : openBytes(scale, place));
  return {
    ...wire,
    put: (digits, unit = 'kg') => scale.show({ digits, unit, condition: 'stable' }),
    setCondition: (condition) => scale.show({ condition }),
    setSilent: (isSilent) => scale.setSilent(isSilent),
    garbleNext: (garble) => scale.garbleNext(garble),
    answered: () => scale.answered,
    tooSoon: () => scale.tooSoon,
  };
}

type ScaleWire = Pick<ScaleSimulator, 'transport' | 'unplug' | 'replug' | 'close'>;

async function openBytes(scale: SimulatedScale, place: WirePlace): Promise<ScaleWire> {
  const wire = await startByteWire(place, (bytes) => {
    for (const answer of scale.hear(bytes)) wire.send(answer);
  });
  return wire;
}

async function openReports(scale: SimulatedScale, place: WirePlace): Promise<ScaleWire> {
  if (place.type === 'tcp') throw new Error('a HID scale hangs on no network');
  const socket = await startHidSocket(join(place.directory, place.name));
  socket.onReport((report) => scale.hear(report));
  const timer = setInterval(() => {
    const report = scale.weight();
    if (report) void socket.send(report);
  }, hidReportEveryMs);
  return {
    transport: { type: 'hid-socket', path: socket.path },
    unplug: socket.unplug,
    replug: socket.replug,
    close: async () => {
      clearInterval(timer);
      await socket.close();
    },
  };
}

class SimulatedScale {
  readonly #protocol: ScaleProtocol;
  #display: ScaleDisplay = { digits: '0.000', unit: 'kg', condition: 'stable' };
  #heard = '';
  #lastCommandAt = Number.NEGATIVE_INFINITY;
  #isSilent = false;
  #garble: ((answer: Uint8Array) => Uint8Array) | undefined;
  answered = 0;
  tooSoon = 0;

  constructor(protocol: ScaleProtocol) {
    this.#protocol = protocol;
  }

  show(display: Partial<ScaleDisplay>): void {
    this.#display = { ...this.#display, ...display };
  }

  setSilent(isSilent: boolean): void {
    this.#isSilent = isSilent;
  }

  garbleNext(garble: (answer: Uint8Array) => Uint8Array): void {
    this.#garble = garble;
  }

  /** Takes what the terminal writes, in whatever pieces. @returns the answers. */
  hear(bytes: Uint8Array): Uint8Array[] {
    this.#heard += textOf(bytes);
    const answers: Uint8Array[] = [];
    for (;;) {
      const command = this.#nextCommand();
      if (command === undefined) return answers;
      const answer = this.#obey(command);
      if (answer) answers.push(answer);
    }
  }

  /** The weight as it is sent now; undefined while it is silent. */
  weight(): Uint8Array | undefined {
    if (this.#isSilent) return undefined;
    this.answered++;
    const garble = this.#garble;
    this.#garble = undefined;
    const answer = weightAnswers[this.#protocol](this.#display);
    return garble ? garble(answer) : answer;
  }

  /** Cuts a command off what has been heard; what is no command is passed over. */
  #nextCommand(): 'weigh' | 'zero' | undefined {
    const [command] = firstCommand[this.#protocol].exec(this.#heard) ?? [];
    if (command === undefined) return undefined;
    this.#heard = this.#heard.slice(command.length);
    const { askWeight, zero } = languages[this.#protocol];
    if (askWeight && command === textOf(askWeight)) return 'weigh';
    return command === textOf(zero) ? 'zero' : this.#nextCommand();
  }

  #obey(command: 'weigh' | 'zero'): Uint8Array | undefined {
    const isTooSoon = performance.now() - this.#lastCommandAt < toledoGapMs;
    this.#lastCommandAt = performance.now();
    if (this.#protocol === 'toledo-8217' && isTooSoon) {
      this.tooSoon++;
      return undefined;
    }
    if (command === 'weigh') return this.weight();
    if (this.#isSilent) return undefined;
    const answer = zeroAnswers[this.#protocol](this.#display);
    const { condition, digits } = this.#display;
    if (condition === 'stable') this.show({ digits: digits.replace(/[1-9]/g, '0') });
    return answer;
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
