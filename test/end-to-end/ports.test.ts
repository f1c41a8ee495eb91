import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';
import { openLonelyShop } from '../drills/lonely-shop.ts';
import { listeningSockets, processTree, readIfThere } from '../main/host/processes.ts';

// The whole program as `npm start` runs it, with its Chromium.

const launcher = new URL('../../main/start.ts', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'saoma-ports-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Program = { readonly pid: number; stop(): Promise<void> };

async function start(dataDir: string): Promise<Program> {
  const child = spawn(
    process.execPath,
    [launcher, '--data', dataDir, '--host', 'chromium', '--headless'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  await untilReadyToSell(child);
  return {
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function untilReadyToSell(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) throw new Error('the program cannot be heard');
    createInterface({ input: stream }).on('line', (line) => {
      said += `${line}\n`;
      if (line === 'ready to sell') resolve();
    });
  }
  child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${said}`)));
  return promise;
}

function commandLine(pid: number): string {
  return readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

/** Addresses as /proc/net/tcp writes them: hexadecimal, the bytes of the address reversed. */
const loopback = /^0100007F:[0-9A-F]{4}$/;

it('in a demo shop nothing listens but the simulated world, and that on loopback', {
  timeout: 120_000,
}, async () => {
  const program = await start(join(folder, 'demo'));
  try {
    const all = processTree(program.pid);
    const world = all.find((pid) => commandLine(pid).includes('test/demo/world.ts')) ?? 0;
    const outside = new Set(processTree(world));
    const terminal = all.filter((pid) => !outside.has(pid));
    expect(terminal.some((pid) => commandLine(pid).includes('--remote-debugging-pipe'))).toBe(true);
    expect(terminal.some((pid) => commandLine(pid).includes('device-process'))).toBe(true);
    expect(listeningSockets(terminal)).toEqual([]);
    const listening = listeningSockets([...outside]);
    // printer, hub, WeChat, Alipay with TLS and without, acquirer, card terminal
    expect(listening).toHaveLength(7);
    for (const address of listening) expect(address).toMatch(loopback);
  } finally {
    await program.stop();
  }
});

it('in a shop of one’s own nothing listens at all', { timeout: 120_000 }, async () => {
  const dataDir = join(folder, 'shop');
  await openLonelyShop(dataDir, null);
  const program = await start(dataDir);
  try {
    const all = processTree(program.pid);
    expect(all.length).toBeGreaterThan(2);
    expect(existsSync(join(dataDir, 'demo'))).toBe(false);
    expect(listeningSockets(all)).toEqual([]);
  } finally {
    await program.stop();
  }
});
