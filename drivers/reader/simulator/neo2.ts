import { type HidSocket, startHidSocket } from '../../simulator/hid-socket.ts';
import { type CrcOrder, neo2Commands } from '../neo2/commands.ts';
import { crc16 } from '../neo2/crc.ts';
import { bytesBeforeData, crcBytes, encodeFrame, header } from '../neo2/frame.ts';
import { splitReports } from '../neo2/reports.ts';
import type { SimulatedCard } from './card.ts';
import { joinReports } from './join-reports.ts';

/** What goes wrong with the next answer; the command itself is carried out. */
export type Neo2Fault =
  | 'silent'
  /** One bit of the answer is another. */
  | 'garbled'
  /** The answer comes only when the next command has been answered. */
  | 'late';

export type Neo2Options = {
  readonly serial?: string;
  /** The order in which this reader wants the CRC of an APDU exchange; low byte first when absent. */
  readonly apduCrcOrder?: CrcOrder;
  /** Asked before each answer, with the command's name, such as `2C-13`. */
  readonly faultOf?: (name: string) => Neo2Fault | undefined;
};

/** A NEO 2 reader on a `hid-socket` wire: answers as the manual says, and refuses what it forbids. */
export type Neo2Simulator = {
  readonly path: string;
  readonly putCard: (card: SimulatedCard) => void;
  readonly takeCard: () => void;
  readonly isPassThrough: () => boolean;
  /** Names of the commands carried out, in their order, such as `2C-01`. */
  readonly commands: readonly string[];
  readonly beeps: () => number;
  readonly lights: () => { readonly red: number; readonly green: number };
  /** A report that nobody asked for. */
  readonly send: (report: Uint8Array) => Promise<boolean>;
  /** The wire breaks; the reader keeps its power, and with it the mode that it is in. */
  readonly unplug: () => Promise<void>;
  readonly replug: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Reply = { readonly status: number; readonly data?: Uint8Array };

const ok: Reply = { status: 0x00 };
const badParameter: Reply = { status: 0x05 };
const withheld: Reply = { status: 0x06 };
const timedOut: Reply = { status: 0x08 };
const failed: Reply = { status: 0x0a };
const notAllowed: Reply = { status: 0x0b };

export async function startNeo2Simulator(
  path: string,
  options: Neo2Options = {},
): Promise<Neo2Simulator> {
  const socket = await startHidSocket(path);
  const reader = new Neo2Reader(socket, options);
  return {
    path,
    putCard: (card) => reader.putCard(card),
    takeCard: () => reader.putCard(undefined),
    isPassThrough: () => reader.isPassThrough,
    commands: reader.commands,
    beeps: () => reader.beeps,
    lights: () => reader.lights,
    send: socket.send,
    unplug: socket.unplug,
    replug: socket.replug,
    close: () => {
      reader.close();
      return socket.close();
    },
  };
}

class Neo2Reader {
  readonly commands: string[] = [];
  isPassThrough = false;
  beeps = 0;
  lights = { red: 0, green: 0 };
  readonly #socket: HidSocket;
  readonly #options: Neo2Options;
  #card: SimulatedCard | undefined;
  /** Found by the last poll: only this one can be talked to. */
  #active: SimulatedCard | undefined;
  #onCard: (() => void) | undefined;
  #late: Uint8Array[] = [];
  /** A reader does one thing after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(socket: HidSocket, options: Neo2Options) {
    this.#socket = socket;
    this.#options = options;
    const join = joinReports((message) => {
      this.#work = this.#work.then(() => this.#handle(message));
    });
    socket.onReport(join);
  }

  putCard(card: SimulatedCard | undefined): void {
    this.#card = card;
    this.#active = undefined;
    if (card) this.#onCard?.();
  }

  close(): void {
    this.#onCard?.();
  }

  async #handle(message: Uint8Array): Promise<void> {
    const bytes = Buffer.from(message);
    if (!bytes.subarray(0, header.length).equals(header)) return this.#answer(0, { status: 0x01 });
    const [command = 0, subCommand = 0] = bytes.subarray(header.length);
    const name = [command, subCommand]
      .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
      .join('-');
    const end = bytesBeforeData + bytes.readUInt16BE(bytesBeforeData - 2);
    if (end + crcBytes > bytes.length) return this.#answer(command, { status: 0x07 });
    const known = knownCommands.find((entry) => entry.command === command);
    if (!known) return this.#answer(command, { status: 0x02 });
    const exact = knownCommands.find(
      (entry) => entry.command === command && entry.subCommand === subCommand,
    );
    if (!exact) return this.#answer(command, { status: 0x03 });
    const isApdu = exact === neo2Commands.exchangeApdu;
    const order = (isApdu ? this.#options.apduCrcOrder : undefined) ?? exact.crcOrder;
    const crc = order === 'lsb' ? bytes.readUInt16LE(end) : bytes.readUInt16BE(end);
    if (crc !== crc16(bytes.subarray(0, end))) return this.#answer(command, { status: 0x04 });
    this.commands.push(name);
    const reply = await this.#execute(name, Uint8Array.from(bytes.subarray(bytesBeforeData, end)));
    await this.#answer(command, reply, this.#options.faultOf?.(name));
  }

  async #answer(command: number, reply: Reply, fault?: Neo2Fault): Promise<void> {
    const data = reply.data ?? new Uint8Array(0);
    const frame = encodeFrame(command, reply.status, data, 'msb');
    if (fault === 'silent') return;
    if (fault === 'late') {
      this.#late.push(frame);
      return;
    }
    if (fault === 'garbled') frame[frame.length - 1] = (frame[frame.length - 1] ?? 0) ^ 0x01;
    const late = this.#late;
    this.#late = [];
    for (const report of [...late, frame].flatMap(splitReports)) await this.#socket.send(report);
  }

  async #execute(name: string, data: Uint8Array): Promise<Reply> {
    switch (name) {
      case '18-01':
      case '05-01':
        return ok;
      case '29-00':
        return { status: 0, data: Buffer.from('NEO 2.0 v1.00', 'latin1') };
      case '12-01':
        return this.#serial();
      case '0A-03':
        return this.#light(data);
      case '0B-01':
        return this.#beep(data);
      case '2C-01':
        return this.#switchPassThrough(data);
      default:
        return this.isPassThrough ? this.#passThrough(name, data) : notAllowed;
    }
  }

  #serial(): Reply {
    const { serial = '630Z000001' } = this.#options;
    const data = Buffer.alloc(15);
    data.write(serial, 'latin1');
    return { status: 0, data };
  }

  #light([location, red, green]: Uint8Array): Reply {
    const isValid = [red, green].every((option) => option !== undefined && option <= 2);
    if (location !== 0x01 || !isValid) return badParameter;
    this.lights = { red: red ?? 0, green: green ?? 0 };
    return ok;
  }

  #beep([times, ...rest]: Uint8Array): Reply {
    if (times === undefined || times < 1 || times > 4 || rest.length > 0) return badParameter;
    this.beeps += times;
    return ok;
  }

  #switchPassThrough([mode, ...rest]: Uint8Array): Reply {
    if ((mode !== 0 && mode !== 1) || rest.length > 0) return badParameter;
    this.isPassThrough = mode === 1;
    this.#active = undefined;
    return ok;
  }

  #passThrough(name: string, data: Uint8Array): Reply | Promise<Reply> {
    switch (name) {
      case '2C-02':
        return this.#poll(data);
      case '2C-07':
        return this.#readBlocks(data);
      case '2C-13':
        return this.#exchange(data);
      default:
        return notAllowed;
    }
  }

  async #poll([seconds = 0, tens = 0, ...rest]: Uint8Array): Promise<Reply> {
    const timeoutMs = seconds * 1_000 + tens * 10;
    if (timeoutMs === 0 || rest.length > 0) return badParameter;
    if (!this.#card) await this.#waitForCard(timeoutMs);
    const card = this.#card;
    this.#active = card;
    if (!card) return timedOut;
    return { status: 0, data: Uint8Array.of(card.pollByte, ...card.uid()) };
  }

  async #waitForCard(timeoutMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    this.#onCard = resolve;
    await promise;
    clearTimeout(timer);
    this.#onCard = undefined;
  }

  #readBlocks([typeAndCount = 0, page = 0]: Uint8Array): Reply {
    const memory = this.#active?.memory;
    const count = typeAndCount & 0x0f;
    if (typeAndCount >> 4 !== 0x04 || count === 0) return badParameter;
    if (!memory) return failed;
    // Behind the last page a tag begins anew.
    const bytes = Array.from({ length: count * 16 }, (_, at) => {
      return memory[(page * 4 + at) % memory.length] ?? 0;
    });
    return { status: 0, data: Uint8Array.from(bytes) };
  }

  #exchange([target, ...apdu]: Uint8Array): Reply {
    if (target !== 0x00 || apdu.length < 4) return badParameter;
    if (!this.#active?.transmit) return failed;
    if (this.#active.isPaymentCard) return withheld;
    return { status: 0, data: this.#active.transmit(Uint8Array.from(apdu)) };
  }
}

const knownCommands = Object.values(neo2Commands);
