import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { withDirectory } from '../../drivers/support.ts';
import { Qmp } from './qmp.ts';

/** A machine that answers each command by what `answer` says, each in a line of its own. */
async function withMachine(path: string, answer: (command: string) => readonly object[]) {
  const server = createServer().listen(path);
  await once(server, 'listening');
  const machine = connect(path);
  const [socket] = (await once(server, 'connection')) as [Socket];
  createInterface({ input: machine }).on('line', (line) => {
    const { execute } = JSON.parse(line) as { execute: string };
    for (const said of answer(execute)) machine.write(`${JSON.stringify(said)}\n`);
  });
  return {
    qmp: await Qmp.open(socket),
    machine,
    [Symbol.asyncDispose]: async () => {
      machine.destroy();
      socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

test('a command that the machine refuses fails with its reason, and the next one goes on', async () => {
  await using directory = await withDirectory();
  await using line = await withMachine(join(directory.path, 'qmp'), (command) =>
    command === 'device_add'
      ? [{ error: { class: 'GenericError', desc: 'no such bus' } }]
      : [{ event: 'RESUME' }, { return: {} }],
  );
  await expect(line.qmp.execute('device_add', {})).rejects.toThrow('no such bus');
  await expect(line.qmp.execute('set_link', {})).resolves.toBeUndefined();
});

test('a device is gone when the machine says so, not when it takes the command', async () => {
  await using directory = await withDirectory();
  await using line = await withMachine(join(directory.path, 'qmp'), () => [{ return: {} }]);
  let isGone = false;
  const removed = line.qmp.removeDevice('scanner').then(() => {
    isGone = true;
  });
  await line.qmp.execute('query-status', {});
  expect(isGone).toBe(false);
  line.machine.write('{"event":"DEVICE_DELETED","data":{"device":"scanner"}}\n');
  await removed;
});

test('commands to a machine that has ended fail instead of waiting for ever', async () => {
  await using directory = await withDirectory();
  await using line = await withMachine(join(directory.path, 'qmp'), (command) =>
    command === 'qmp_capabilities' ? [{ return: {} }] : [],
  );
  const waiting = line.qmp.execute('device_del', { id: 'scanner' });
  line.machine.destroy();
  await expect(waiting).rejects.toThrow('QEMU has ended');
});
