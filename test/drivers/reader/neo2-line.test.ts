import { expect, test } from 'vitest';
import { DeviceError } from '../../../drivers/device-error.ts';
import { driverLimits } from '../../../drivers/limits.ts';
import { neo2Commands } from '../../../drivers/reader/neo2/commands.ts';
import { encodeFrame } from '../../../drivers/reader/neo2/frame.ts';
import { Neo2Line } from '../../../drivers/reader/neo2/line.ts';
import { splitReports } from '../../../drivers/reader/neo2/reports.ts';
import { until } from '../support.ts';

/** A line whose reader is the test itself: it says when which answer comes. */
function startLine() {
  const asked: string[] = [];
  const dropped: string[] = [];
  const line = new Neo2Line(async () => ({
    write: async (report) => {
      asked.push(Buffer.from(report.subarray(11, 13)).toString('hex'));
    },
    drop: async (reason) => void dropped.push(reason),
  }));
  return {
    line,
    asked,
    dropped,
    answer: async (question: string, data: string, status = 0) => {
      await until(`question ${question}`, () => asked.at(-1) === question);
      const command = Number.parseInt(question.slice(0, 2), 16);
      const frame = encodeFrame(command, status, Buffer.from(data, 'hex'), 'msb');
      for (const report of splitReports(frame)) line.receive(report);
    },
    receive: (command: number, data: string) => {
      const frame = encodeFrame(command, 0, Buffer.from(data, 'hex'), 'msb');
      for (const report of splitReports(frame)) line.receive(report);
    },
  };
}

const version = '2900';
const poll = '2c02';

test('an answer that comes after its time is not taken for that of the next question', async () => {
  const { line, asked, answer, receive } = startLine();
  const first = line.ask(neo2Commands.poll, Uint8Array.of(0, 1), 20);
  await answer(version, '');
  await expect(first).rejects.toMatchObject({ code: 'device.timeout' });
  const second = line.ask(neo2Commands.poll, Uint8Array.of(0, 1));
  // The line is asked to settle; the old answer comes first, as a reader answers in order.
  await until('it settles', () => asked.at(-1) === version);
  receive(0x2c, '0301020304');
  await answer(version, '');
  await answer(poll, '03aabbccdd');
  expect(Buffer.from((await second).data).toString('hex')).toBe('03aabbccdd');
  expect(asked).toEqual([version, poll, version, poll]);
});

test('what a reader shows meanwhile is not its answer yet', async () => {
  const { line, answer } = startLine();
  const asking = line.ask(neo2Commands.activateTransaction);
  await answer(version, '');
  await answer('0240', '01', 0x0e);
  await answer('0240', 'e300', 0x23);
  expect(await asking).toMatchObject({ status: 0x23 });
});

test('a reader that refuses both orders of the CRC is asked twice and no more', async () => {
  const { line, asked, answer } = startLine();
  const asking = line.ask(neo2Commands.exchangeApdu, Uint8Array.of(0, 1));
  await answer(version, '');
  await answer('2c13', '', 0x04);
  await until('it is asked again', () => asked.length === 3);
  await answer('2c13', '', 0x04);
  expect(await asking).toMatchObject({ status: 0x04 });
  expect(asked).toEqual([version, '2c13', '2c13']);
});

test('a reader that is silent when asked to settle is given up', async () => {
  const { line, dropped } = startLine();
  const asking = line.ask(neo2Commands.ping);
  await expect(asking).rejects.toMatchObject({ code: 'device.timeout' });
  expect(dropped).toEqual([
    `the answer to 29-00 took longer than ${driverLimits.readerAnswerTimeoutMs} ms`,
  ]);
});

test('more questions than it can hold are refused', async () => {
  const line = new Neo2Line(() => Promise.reject(new DeviceError('device.offline', 'unplugged')));
  const asked = await Promise.allSettled(
    Array.from({ length: driverLimits.readerQueue + 1 }, () => line.ask(neo2Commands.ping)),
  );
  const codes = asked.map((outcome) => outcome.status === 'rejected' && outcome.reason.code);
  expect(codes.slice(0, -1).every((code) => code === 'device.offline')).toBe(true);
  expect(codes.at(-1)).toBe('device.busy');
});
