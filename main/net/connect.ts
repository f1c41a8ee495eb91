import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { HopError } from './hop-error.ts';

/** A hop that takes longer is as good as none for a sale. */
export const hopTimeoutMs = 3_000;

export function openTcp(host: string, port: number): Promise<null> {
  return settle((done) => connectTcp({ host, port }, done));
}

/**
 * As far as an origin's certificate, or its open port where it has none: nothing is asked of it.
 * @param origin `https://…`, `http://…` or `tcp://host:port`. @param ca PEM to trust instead of the system's.
 */
export function openOrigin(origin: URL, ca?: string): Promise<null> {
  const host = hostOf(origin);
  const port = Number(origin.port || (origin.protocol === 'http:' ? '80' : '443'));
  if (origin.protocol !== 'https:') return openTcp(host, port);
  const name = isIP(host) === 0 ? { servername: host } : {};
  return settle((done) =>
    connectTls({ host, port, ...name, ...(ca === undefined ? {} : { ca }) }, done),
  );
}

/** The address of a name, in time: the system's own search for one may take half a minute. */
export function addressOf(name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new HopError('timeout')), hopTimeoutMs);
    lookup(name)
      .then(({ address }) => resolve(address), reject)
      .finally(() => clearTimeout(timer));
  });
}

/** As a socket wants it: an IPv6 address stands in brackets in an origin only. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

export function isLoopback(origin: URL): boolean {
  const host = hostOf(origin);
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** Opens a connection, and closes it as soon as it is there or has failed. */
function settle(open: (done: () => void) => Socket): Promise<null> {
  return new Promise((resolve, reject) => {
    const socket = open(() => {
      socket.destroy();
      resolve(null);
    });
    socket.setTimeout(hopTimeoutMs, () => socket.destroy(new HopError('timeout')));
    socket.once('error', reject);
  });
}
