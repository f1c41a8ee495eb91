import { readFileSync } from 'node:fs';
import { type BrowserUser, HostError } from './host.ts';

/**
 * The user of that name, from the system's list (passwd(5): name, password, uid, gid, comment, home).
 * @throws {HostError} `host.not-starting` when there is none, or it is root.
 */
export function findBrowserUser(name: string, passwd = '/etc/passwd'): BrowserUser {
  const lines = readFileSync(passwd, 'utf8').split('\n');
  const fields = lines.map((line) => line.split(':')).find(([user]) => user === name);
  const [, , uid, gid, , home] = fields ?? [];
  if (!uid || !gid || !home) throw new HostError('host.not-starting', `there is no user ${name}`);
  if (Number(uid) === 0) {
    throw new HostError('host.not-starting', 'the browser must not run as root');
  }
  return { uid: Number(uid), gid: Number(gid), home };
}
