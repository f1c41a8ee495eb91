import { DeviceError } from '../../device-error.ts';
import { driverLimits } from '../../limits.ts';
import { type ApduAnswer, parseApduAnswer } from '../card/apdu.ts';
import { type FoundCard, parseFoundCard } from '../card/kind.ts';
import { expected, type ReaderWire } from '../exchange.ts';
import type { ReaderLight, ReaderProtocol } from '../protocol.ts';
import {
  describeStatus,
  encodeApduExchange,
  encodePollTime,
  type Neo2Command,
  neo2Commands,
  neo2Status,
  passThroughOff,
  passThroughOn,
} from './commands.ts';
import type { Neo2Answer } from './frame.ts';
import { Neo2Line, nameOf } from './line.ts';

/** Front lights, red, green (manual p. 283). */
const lightData: Readonly<Record<ReaderLight, Uint8Array>> = {
  off: Uint8Array.of(0x01, 0x00, 0x00),
  red: Uint8Array.of(0x01, 0x01, 0x00),
  green: Uint8Array.of(0x01, 0x00, 0x01),
};

/** Upper half: the card type as polling names it, here Ultralight; lower half: one block (p. 306). */
const oneUltralightBlock = 0x41;

/** An ID TECH NEO 2 reader (payment-facts 10.3). */
export function openNeo2(wire: ReaderWire): ReaderProtocol {
  const line = new Neo2Line(wire);
  const demand = async (command: Neo2Command, data?: Uint8Array): Promise<Uint8Array> => {
    const answer = await line.ask(command, data);
    if (answer.status === neo2Status.ok) return answer.data;
    throw refusal(command, answer);
  };
  const stop = async (): Promise<void> => {
    try {
      const answer = await line.ask(neo2Commands.passThrough, passThroughOff);
      if (!isAtRest(answer)) throw refusal(neo2Commands.passThrough, answer);
    } catch (cause) {
      // A reader in that mode is of no use: the greeting on the next connection ends it.
      const { code, message } = expected(cause);
      const isConnected = code !== 'device.offline' && code !== 'device.interrupted';
      if (isConnected) await (await wire()).drop(message);
      throw cause;
    }
  };
  return {
    receive: (report) => line.receive(report),
    reset: (reason) => line.reset(reason),
    greet: async () => {
      // Left over from a till that was switched off in the middle; a reader at rest may refuse.
      await line.ask(neo2Commands.cancelTransaction);
      await line.ask(neo2Commands.passThrough, passThroughOff);
      return identify(line);
    },
    ping: async () => void (await demand(neo2Commands.ping)),
    beep: async (times) => void (await demand(neo2Commands.shortBeeps, Uint8Array.of(times))),
    light: async (light) => void (await demand(neo2Commands.lights, lightData[light])),
    sendRaw: (report) => line.sendRaw(report),
    cancelTransaction: async () => void (await line.ask(neo2Commands.cancelTransaction)),
    field: {
      start: async () => void (await demand(neo2Commands.passThrough, passThroughOn)),
      stop,
      poll: (timeoutMs) => poll(line, timeoutMs),
      channel: {
        transmit: (apdu) => transmit(line, apdu),
        readPages: (page) => readPages(line, page),
      },
    },
  };
}

async function identify(line: Neo2Line): Promise<Readonly<Record<string, string>>> {
  const firmware = await line.ask(neo2Commands.firmwareVersion);
  const serial = await line.ask(neo2Commands.serialNumber);
  return {
    protocol: 'ID TECH NEO 2',
    ...(firmware.status === neo2Status.ok ? { firmware: textOf(firmware.data) } : {}),
    ...(serial.status === neo2Status.ok ? { serial: textOf(serial.data) } : {}),
  };
}

/** Refused is what a reader says that is not in the mode which is to be stopped. */
function isAtRest({ status }: Neo2Answer): boolean {
  const { ok, commandNotAllowed, subCommandNotAllowed } = neo2Status;
  return [ok, commandNotAllowed, subCommandNotAllowed].some((code) => code === status);
}

async function poll(line: Neo2Line, timeoutMs: number): Promise<FoundCard | undefined> {
  const answerTimeoutMs = timeoutMs + driverLimits.readerAnswerTimeoutMs;
  const answer = await line.ask(neo2Commands.poll, encodePollTime(timeoutMs), answerTimeoutMs);
  // The manual has both: a timeout (p. 47), and card type 00 (p. 275).
  if (answer.status === neo2Status.timeout) return undefined;
  if (answer.status !== neo2Status.ok) throw refusal(neo2Commands.poll, answer);
  return parseFoundCard(answer.data);
}

async function transmit(line: Neo2Line, apdu: Uint8Array): Promise<ApduAnswer> {
  const { exchangeApdu } = neo2Commands;
  const data = encodeApduExchange(apdu);
  const answer = await line.ask(exchangeApdu, data, driverLimits.cardAnswerTimeoutMs);
  if (answer.status === neo2Status.ok) return parseApduAnswer(answer.data);
  if (answer.status === neo2Status.notSupported) return { kind: 'withheld' };
  throw isSilenceOfCard(answer) ? cardRemoved() : refusal(exchangeApdu, answer);
}

async function readPages(line: Neo2Line, page: number): Promise<Uint8Array | undefined> {
  const data = Uint8Array.of(oneUltralightBlock, page);
  const answer = await line.ask(neo2Commands.readBlocks, data, driverLimits.cardAnswerTimeoutMs);
  if (answer.status === neo2Status.ok) return answer.data;
  if (isSilenceOfCard(answer)) throw cardRemoved();
  return undefined;
}

function isSilenceOfCard({ status }: Neo2Answer): boolean {
  return status === neo2Status.timeout || status === neo2Status.failed;
}

function cardRemoved(): DeviceError {
  return new DeviceError('device.card-removed', 'the card was taken away too early');
}

function refusal(command: Neo2Command, { status }: Neo2Answer): DeviceError {
  const message = `the reader refused ${nameOf(command)}: ${describeStatus(status)}`;
  return new DeviceError('device.bad-data', message);
}

/** Text of the reader's own, without the zeros that fill it. */
function textOf(data: Uint8Array): string {
  return Buffer.from(data)
    .toString('latin1')
    .replace(/[^ -~]+/g, '')
    .trim();
}
