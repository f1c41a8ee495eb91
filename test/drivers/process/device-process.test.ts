import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const path = fileURLToPath(new URL('../../../drivers/process/device-process.ts', import.meta.url));

async function start() {
  const child = fork(path, { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  await once(child, 'message');
  return child;
}

test('the device process answers its terminal, and ends when it is asked to', async () => {
  const child = await start();
  child.send({ type: 'ping', id: 7 });
  expect(await once(child, 'message')).toEqual([{ type: 'pong', id: 7 }, undefined]);
  child.send({ type: 'shutdown' });
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('the device process does not outlive its terminal', async () => {
  const child = await start();
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a defect is not swallowed: the device process dies of it', async () => {
  const child = await start();
  child.send({ type: 'configure', devices: null });
  expect(await once(child, 'exit')).toEqual([1, null]);
});
