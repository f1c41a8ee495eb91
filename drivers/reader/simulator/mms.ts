import { startHidSocket } from '../../simulator/hid-socket.ts';
import { expected } from '../exchange.ts';
import {
  encodeMessage,
  type MmsMessage,
  messageTypes,
  mmsCommands,
  parseMessage,
} from '../mms/message.ts';
import { PacketJoiner, splitPackets } from '../mms/packets.ts';
import { encodeGetSerial } from '../mms/requests.ts';
import { encodeTlv, parseTlvs } from '../mms/tlv.ts';

export type MmsOptions = {
  /** Hex, as the reader has it. */
  readonly serial?: string;
  /** Asked before each answer; true when there is to be none. */
  readonly isSilent?: (command: number) => boolean;
};

/** A MagTek MMS reader on a `hid-socket` wire. */
export type MmsSimulator = {
  readonly path: string;
  /** Commands carried out, in their order. */
  readonly commands: readonly number[];
  readonly tones: () => number;
  /** A transaction that somebody else started. */
  readonly startTransaction: () => void;
  readonly isInTransaction: () => boolean;
  /** A message that the reader sends by itself. */
  readonly tell: (message: MmsMessage) => Promise<void>;
  readonly unplug: () => Promise<void>;
  readonly replug: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Type of what a reader tells by itself; any but a response will do for the driver. */
const notification = 0x83;
const done = Uint8Array.of(0x00, 0x00, 0x00, 0x00);
/** Failed, device state (the detail is not known to us and left zero). */
const failed = Uint8Array.of(0x80, 0x00, 0x00, 0x00);
const toneBytes = 4;
const mostTones = 10;

export async function startMmsSimulator(
  path: string,
  options: MmsOptions = {},
): Promise<MmsSimulator> {
  const socket = await startHidSocket(path);
  const joiner = new PacketJoiner();
  const commands: number[] = [];
  let tones = 0;
  let isInTransaction = false;

  const tell = async (message: MmsMessage): Promise<void> => {
    for (const packet of splitPackets(encodeMessage(message))) await socket.send(packet);
  };
  const execute = (request: MmsMessage): { status: Uint8Array; parameters?: Uint8Array } => {
    switch (request.command) {
      case mmsCommands.getProperty:
        return { status: done, parameters: property(request.parameters, options) };
      case mmsCommands.cancelTransaction: {
        const wasInTransaction = isInTransaction;
        isInTransaction = false;
        return { status: wasInTransaction ? done : failed };
      }
      case mmsCommands.buzzer: {
        const count = countTones(request.parameters);
        tones += count ?? 0;
        return { status: count === undefined ? failed : done };
      }
      default:
        return { status: failed };
    }
  };
  const handle = async (bytes: Uint8Array): Promise<void> => {
    const request = parseMessage(bytes);
    if (request.type !== messageTypes.request) return;
    commands.push(request.command);
    const { status, parameters = new Uint8Array(0) } = execute(request);
    if (options.isSilent?.(request.command)) return;
    const { counter, command } = request;
    await tell({ type: messageTypes.response, counter, command, status, parameters });
    if (command !== mmsCommands.buzzer || status !== done) return;
    await tell({ type: notification, counter: 0, command, parameters: new Uint8Array(0) });
  };

  socket.onReport((report) => {
    // Programs send the number of the report first, 0 where it has none.
    const message = report[0] === 0 ? joiner.push(report.subarray(1)) : undefined;
    if (message) handle(message).catch(expected);
  });
  return {
    path,
    commands,
    tones: () => tones,
    startTransaction: () => {
      isInTransaction = true;
    },
    isInTransaction: () => isInTransaction,
    tell,
    unplug: socket.unplug,
    replug: socket.replug,
    close: socket.close,
  };
}

/** The request with its value filled in, on the path that was asked for. */
function property(parameters: Uint8Array, { serial = '943469b297a5' }: MmsOptions): Uint8Array {
  const isSerial = Buffer.from(parameters).equals(encodeGetSerial());
  const path = parseTlvs(parameters).filter(({ tag }) => tag !== 0x89);
  const value = encodeTlv(0xc1, isSerial ? Buffer.from(serial, 'hex') : new Uint8Array(0));
  const nested = [0xe1, 0xe1, 0xe1].reduce((inner, tag) => encodeTlv(tag, inner), value);
  const encodedPath = path.map(({ tag, value: part }) => encodeTlv(tag, part));
  return Uint8Array.from(Buffer.concat([...encodedPath, encodeTlv(0x89, nested)]));
}

function countTones(parameters: Uint8Array): number | undefined {
  const value = parseTlvs(parameters).find(({ tag }) => tag === 0x81)?.value;
  const count = (value?.length ?? 0) / toneBytes;
  return Number.isInteger(count) && count >= 1 && count <= mostTones ? count : undefined;
}
