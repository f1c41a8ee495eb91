import { describe, expect, test } from 'vitest';
import type { DeviceCall, DeviceConfig, DeviceEvent } from '../../../drivers/contract.ts';
import { ManagedDevice } from '../../../drivers/device-model/managed-device.ts';
import { startPrinterSimulator } from '../../../drivers/printer/simulator/simulator.ts';
import { startDevice } from '../../../drivers/process/kinds.ts';
import {
  type Recording,
  type RecordingLine,
  readRecording,
  writeLine,
} from '../../../drivers/replay/recording.ts';
import { replay } from '../../../drivers/replay/replay.ts';
import { startScannerSimulator } from '../../../drivers/scanner/simulator.ts';
import { openTransport } from '../../../drivers/transport/open.ts';
import { receipt, until, withDirectory } from '../support.ts';

/** A device at work, and its session as it is written down. */
function recordSession(config: DeviceConfig) {
  let text = writeLine({ kind: 'header', version: 1, at: Date.now(), config });
  const write = (line: RecordingLine) => {
    text += writeLine(line);
  };
  const events: DeviceEvent[] = [];
  let lastIn = '';
  const device = new ManagedDevice((context) => startDevice(config, context), {
    emit: (event) => {
      const at = Date.now();
      if (event.kind === 'trace') {
        if (event.direction === 'in') lastIn = Buffer.from(event.hex, 'hex').toString('latin1');
        write({ kind: 'transfer', at, direction: event.direction, hex: event.hex });
        return;
      }
      events.push(event);
      write({ kind: 'event', at, event });
    },
    now: Date.now,
    openTransport,
    find: () => undefined,
  });
  return {
    events,
    /** The last bytes that came in, as text. */
    received: () => lastIn,
    call: (call: DeviceCall) => {
      write({ kind: 'call', at: Date.now(), call });
      return device.call(call);
    },
    /** The session so far; the device's own end is not part of it. */
    end: async (): Promise<Recording> => {
      const recording = readRecording(text);
      await device.close();
      return recording;
    },
  };
}

/** Events without their time of day. */
const timeless = (events: readonly DeviceEvent[]) =>
  events.map((event) => ('at' in event ? { ...event, at: 0 } : event));
const recorded = ({ lines }: Recording) =>
  timeless(lines.flatMap((line) => (line.kind === 'event' ? [line.event] : [])));

describe('a recorded session', () => {
  test('of a scanner, torn codes and a pulled plug included, replays to the same events', async () => {
    await using directory = await withDirectory();
    const scanner = await startScannerSimulator(directory.path);
    const session = recordSession({
      id: 's',
      kind: 'scanner',
      transport: {
        type: 'serial',
        path: scanner.path,
        baudRate: 9_600,
        dataBits: 8,
        stopBits: 1,
        parity: 'none',
      },
    });
    const codes = () => session.events.filter(({ kind }) => kind === 'scan').length;
    const isOpen = () => session.events.findLast((e) => e.kind === 'state')?.state === 'open';
    await until('the scanner', isOpen);
    await scanner.scan('6901234567892', { aim: ']E0', chunks: 4 });
    await scanner.scan('NO-END', { terminator: '' });
    await until('two codes', () => codes() === 2);
    await scanner.write(Buffer.from('HALF'));
    await until('the half', () => session.received() === 'HALF');
    await scanner.unplug();
    await until('the loss', () => !isOpen());
    await scanner.replug();
    await until('the way back', isOpen);
    await scanner.scan('01069012345678921726123110LOT\x1D21S1', { aim: ']C1' });
    await until('the last code', () =>
      session.events.some((e) => e.kind === 'scan' && e.aim === ']C1'),
    );
    const recording = await session.end();
    await scanner.close();

    const played = await replay(recording);
    expect(played.mismatch).toBeUndefined();
    expect(timeless(played.events)).toEqual(recorded(recording));
  });

  test('of a printer replays to the same bytes and the same events', async () => {
    const paper = await startPrinterSimulator({ host: '127.0.0.1' });
    const session = recordSession({
      id: 'p',
      kind: 'printer',
      transport: { type: 'tcp', host: '127.0.0.1', port: paper.port },
      profile: '80mm',
    });
    await until('a status', () => session.events.some(({ kind }) => kind === 'printer-status'));
    await session.call({ method: 'print', params: { jobId: 'j', document: receipt } });
    await session.call({ method: 'status', params: null });
    const recording = await session.end();
    await paper.close();

    const played = await replay(recording);
    expect(played.mismatch).toBeUndefined();
    expect(timeless(played.events)).toEqual(recorded(recording));
  });

  test('tells where a driver writes something else', async () => {
    const paper = await startPrinterSimulator({ host: '127.0.0.1' });
    const session = recordSession({
      id: 'p',
      kind: 'printer',
      transport: { type: 'tcp', host: '127.0.0.1', port: paper.port },
      profile: '80mm',
    });
    await until('a status', () => session.events.some(({ kind }) => kind === 'printer-status'));
    await session.call({ method: 'print', params: { jobId: 'j', document: receipt } });
    const recording = await session.end();
    await paper.close();

    const other = {
      ...recording,
      lines: recording.lines.map((line) =>
        line.kind === 'transfer' && line.direction === 'out' && line.hex.startsWith('1b40')
          ? { ...line, hex: line.hex.replace('1b40', '1b41') }
          : line,
      ),
    };
    expect((await replay(other)).mismatch).toContain('recorded was 1b41');
  });
});

describe('a recording', () => {
  const header: RecordingLine = {
    kind: 'header',
    version: 1,
    at: 1,
    config: { id: 'd', kind: 'drawer', printer: 'p', pin: 2 },
  };

  test('that was cut off in its last line is read up to there', () => {
    const line = writeLine({ kind: 'transfer', at: 2, direction: 'in', hex: '0d' });
    const read = readRecording(writeLine(header) + line + line.slice(0, 9));
    expect(read.lines).toHaveLength(1);
  });

  test.each([
    ['no header', writeLine({ kind: 'transfer', at: 2, direction: 'in', hex: '0d' }), 'line 1'],
    ['two headers', writeLine(header) + writeLine(header), 'line 2'],
    [
      'half a byte',
      `${writeLine(header)}{"kind":"transfer","at":2,"direction":"in","hex":"0"}\n`,
      'line 2',
    ],
    ['no JSON', `${writeLine(header)}hello\n`, 'line 2'],
  ])('with %s is refused by its line', (_, text, where) => {
    expect(() => readRecording(text)).toThrow(where);
  });
});
