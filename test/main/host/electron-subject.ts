import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { HostCall } from '../../../main/host/host.ts';
import { root } from './bundles.ts';
import type { Ask, Told } from './electron-app.ts';
import { EventLog, type Subject, type SubjectOptions } from './subject.ts';

const app = join(root, 'build/out/electron-conformance/app.mjs');

/** Electron for real, in a process of its own that is asked over IPC. */
export async function openElectronSubject(
  electronPath: string,
  options: SubjectOptions,
): Promise<Subject> {
  await build({
    entryPoints: [join(import.meta.dirname, 'electron-app.ts')],
    outfile: app,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['electron'],
    // The host looks for its preload from its own folder.
    define: { 'import.meta.dirname': JSON.stringify(join(root, 'main/host/electron')) },
  });
  const calls: HostCall[] = [];
  const events = new EventLog();
  const pending = new Map<number, (value: unknown) => void>();
  let lastId = 0;

  const electron = start(electronPath, options, (told) => {
    if (told.kind === 'event') events.add(told.event);
    if (told.kind === 'call') calls.push(told.call);
    if (told.kind === 'done') pending.get(told.id)?.(told.value);
  });
  const refusal = await electron.opened;
  if (refusal !== null) throw new Error(refusal);

  const ask = (what: Ask) =>
    new Promise<unknown>((resolve) => {
      lastId += 1;
      pending.set(lastId, resolve);
      electron.process.send({ id: lastId, ask: what });
    });
  return {
    calls,
    events,
    evaluate: (window, expression) => ask({ what: 'evaluate', window, expression }),
    push: (window, topic, payload) => void ask({ what: 'push', window, topic, payload }),
    press: async (window, press) => void (await ask({ what: 'press', window, press })),
    screenshot: async (window) =>
      Buffer.from(String(await ask({ what: 'screenshot', window })), 'base64'),
    crashPage: async (window) => void (await ask({ what: 'crash', window })),
    closeWindow: async (window) => void (await ask({ what: 'close-window', window })),
    browserPid: () => electron.process.pid ?? 0,
    async openSecond() {
      const second = start(electronPath, options, () => undefined);
      const code = await second.opened;
      await end(second.process);
      return code ?? 'opened';
    },
    async close() {
      await ask({ what: 'close' });
      await end(electron.process);
    },
  };
}

function start(electronPath: string, options: SubjectOptions, onTold: (told: Told) => void) {
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electronPath, [...flags, app, '--', JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const opened = new Promise<string | null>((resolve) => {
    child.on('message', (told: Told) => {
      if (told.kind === 'opened') resolve(null);
      if (told.kind === 'refused') resolve(told.code);
      onTold(told);
    });
    child.once('exit', (code) => resolve(`Electron ended (${code})`));
  });
  return { process: child, opened };
}

async function end(child: ReturnType<typeof spawn>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
