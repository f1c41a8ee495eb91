import { DeviceError } from '../../device-error.ts';
import { driverLimits } from '../../limits.ts';
import { toHex } from '../card/bytes.ts';
import type { ReaderWire } from '../exchange.ts';
import type { ReaderProtocol } from '../protocol.ts';
import { MmsLine } from './line.ts';
import { isSuccess, type MmsMessage, mmsCommands } from './message.ts';
import { beepsMs, encodeBeeps, encodeGetSerial, parseProperty } from './requests.ts';

/**
 * A MagTek MMS reader (payment-facts 10.5). It tells who it is, beeps and ends a transaction. It
 * reads no cards: of its pass-through the command that looks for a card is known by name only, and
 * nothing is sent to a reader on a guess.
 */
export function openMms(wire: ReaderWire): ReaderProtocol {
  const line = new MmsLine(wire);
  const identify = async (): Promise<Readonly<Record<string, string>>> => {
    const answer = await line.ask(mmsCommands.getProperty, encodeGetSerial());
    const serial = parseProperty(demand(answer).parameters);
    return { protocol: 'MagTek MMS', ...(serial ? { serial: toHex(serial) } : {}) };
  };
  return {
    receive: (report) => line.receive(report),
    reset: (reason) => line.reset(reason),
    greet: identify,
    ping: async () => void (await identify()),
    beep: async (times) => {
      const timeoutMs = beepsMs(times) + driverLimits.readerAnswerTimeoutMs;
      demand(await line.askUntilDone(mmsCommands.buzzer, encodeBeeps(times), timeoutMs));
    },
    light: () => {
      const message = "this reader's lights are its own: no command for them is known";
      return Promise.reject(new DeviceError('device.bad-data', message));
    },
    sendRaw: (report) => line.sendRaw(report),
    // Refused when there is no transaction, which is what was wanted.
    cancelTransaction: async () => void (await line.ask(mmsCommands.cancelTransaction)),
    field: undefined,
  };
}

function demand(answer: MmsMessage): MmsMessage {
  if (isSuccess(answer.status)) return answer;
  const status = answer.status ? toHex(answer.status) : 'no status';
  const message = `the reader refused ${answer.command.toString(16)}: ${status}`;
  throw new DeviceError('device.bad-data', message);
}
