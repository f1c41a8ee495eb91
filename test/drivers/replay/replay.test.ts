import { describe, expect, test, vi } from 'vitest';
import type {
  DeviceCall,
  DeviceCalls,
  DeviceConfig,
  DeviceEvent,
  DeviceMethod,
} from '../../../drivers/contract.ts';
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
import { simulatedDevices } from '../../support/simulated-devices.ts';
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
    async call<Method extends DeviceMethod>(method: Method, params: DeviceCalls[Method]['params']) {
      // Method and params belong together by this function's own type; so does the value to both.
      const call = { method, params } as DeviceCall;
      write({ kind: 'call', at: Date.now(), call });
      return (await device.call(call)) as DeviceCalls[Method]['value'];
    },
    /** The session so far; the device's own end is not part of it. */
    end: async (): Promise<Recording> => {
      const recording = readRecording(text);
      await device.close();
      return recording;
    },
  };
}

/** Plays it on a clock of its own, so that no busy machine puts the driver's timers in another order. */
async function replayed(recording: Recording) {
  vi.useFakeTimers();
  try {
    let hasEnded = false;
    const playing = replay(recording).finally(() => {
      hasEnded = true;
    });
    while (!hasEnded) await vi.advanceTimersByTimeAsync(1);
    return await playing;
  } finally {
    vi.useRealTimers();
  }
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

    const played = await replayed(recording);
    expect(played.mismatch).toBeUndefined();
    expect(timeless(played.events)).toEqual(recorded(recording));
  });

  test.each(Object.entries(simulatedDevices))(
    'of %s replays to the same bytes and the same events',
    async (_, start) => {
      await using directory = await withDirectory();
      const device = await start(directory.path);
      const session = recordSession(device.config);
      const side = {
        call: session.call,
        scans: () => session.events.flatMap((e) => (e.kind === 'scan' ? [e.code] : [])),
      };
      // A printer is asked for its status first: which of two equal questions came first is not told.
      const readyKind = device.config.kind === 'printer' ? 'printer-status' : 'state';
      const isOpen = () => {
        const at = session.events.findLastIndex((e) => e.kind === 'state' && e.state !== 'opening');
        const [state, ...later] = session.events.slice(at);
        const isStateOpen = state?.kind === 'state' && state.state === 'open';
        return isStateOpen && [state, ...later].some(({ kind }) => kind === readyKind);
      };
      await until('the device', isOpen);
      await device.use(side);
      await device.unplug();
      await until('the loss', () => !isOpen());
      await device.replug();
      await until('the way back', isOpen);
      await device.use(side);
      const recording = await session.end();
      await device.close();

      const played = await replayed(recording);
      expect(played.mismatch).toBeUndefined();
      expect(timeless(played.events)).toEqual(recorded(recording));
    },
  );

  test('tells where a driver writes something else', async () => {
    const paper = await startPrinterSimulator({ host: '127.0.0.1' });
    const session = recordSession({
      id: 'p',
      kind: 'printer',
      transport: { type: 'tcp', host: '127.0.0.1', port: paper.port },
      profile: '80mm',
    });
    await until('a status', () => session.events.some(({ kind }) => kind === 'printer-status'));
    await session.call('print', { jobId: 'j', document: receipt });
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
    expect((await replayed(other)).mismatch).toContain('recorded was 1b41');
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
