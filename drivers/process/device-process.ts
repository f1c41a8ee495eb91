import type { DeviceValue, ParentMessage, ProcessValue } from '../contract.ts';
import { DeviceError, failureOf } from '../device-error.ts';
import { DeviceTable } from './device-table.ts';
import { openParentPort } from './parent-port.ts';
import { answerProcessCall } from './process-calls.ts';

/**
 * The device process. All native device code runs here, so that it cannot take the terminal down.
 * What is not an expected DeviceError is not caught: the process dies of it, and the terminal's
 * supervisor starts another.
 */
const parent = openParentPort();
const devices = new DeviceTable({
  now: Date.now,
  onEvent: (device, event) => parent.send({ type: 'event', device, event }),
});

parent.onMessage((message) => void handle(message));
parent.send({ type: 'ready' });

async function handle(message: ParentMessage): Promise<void> {
  switch (message.type) {
    case 'configure':
      return devices.configure(message.devices);
    case 'call':
      return answer(message.id, devices.call(message.device, message));
    case 'ask':
      return answer(message.id, answerProcessCall(message));
    case 'ping':
      return parent.send({ type: 'pong', id: message.id });
    case 'shutdown':
      await devices.configure([]);
      return process.exit(0);
  }
}

async function answer(id: number, work: Promise<DeviceValue | ProcessValue>): Promise<void> {
  try {
    parent.send({ type: 'reply', id, ok: true, value: await work });
  } catch (cause) {
    if (!(cause instanceof DeviceError)) throw cause;
    parent.send({ type: 'reply', id, ok: false, error: failureOf(cause) });
  }
}
