import type { TcpTransport } from '../contract.ts';
import { openSocket } from './socket.ts';
import type { Transport, TransportListener } from './transport.ts';

/** A raw TCP stream, as printers take it on port 9100. */
export function openTcp(
  { host, port }: TcpTransport,
  listener: TransportListener,
): Promise<Transport> {
  return openSocket({ host, port, noDelay: true, keepAlive: true }, `${host}:${port}`, listener);
}
