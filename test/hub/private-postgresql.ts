import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, glob, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const startTimeoutMs = 20_000;

export type PrivatePostgresql = { readonly url: string; stop(): Promise<void> };

/** Where Debian puts the server's programs; null when it is not installed. */
export async function findPostgresqlPrograms(): Promise<string | null> {
  for await (const initdb of glob('/usr/lib/postgresql/*/bin/initdb')) return dirname(initdb);
  return null;
}

/** PostgreSQL refuses to run as root; anybody else will do. */
async function serverUser(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all([run('id', ['-u', 'nobody']), run('id', ['-g', 'nobody'])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** A server of our own in a temporary folder, on a Unix socket: no TCP port, gone after `stop`. */
export async function startPrivatePostgresql(programs: string): Promise<PrivatePostgresql> {
  const folder = await mkdtemp(join(tmpdir(), 'saoma-pg-'));
  const user = await serverUser();
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const initdbArguments = ['-D', data, '-U', 'saoma', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  await run(join(programs, 'initdb'), [...initdbArguments, '--locale=C.UTF-8'], {
    ...user,
    cwd: folder,
  });
  const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`, '-F'];
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], {
    ...user,
    cwd: folder,
    stdio: 'ignore',
  });
  const url = `postgresql://saoma@localhost/postgres?host=${encodeURIComponent(folder)}`;
  await waitUntilReady(url, join(folder, '.s.PGSQL.5432'), server);
  return {
    url,
    async stop() {
      const exited = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function waitUntilReady(url: string, socket: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline && server.exitCode === null) {
    if (existsSync(socket) && (await canConnect(url))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  server.kill('SIGKILL');
  throw new Error('PostgreSQL did not start');
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // 57P03: the server is starting up.
    if (error instanceof pg.DatabaseError && error.code === '57P03') return false;
    throw error;
  } finally {
    await client.end();
  }
}
