import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { frameReport, ReportSplitter } from '../transport/report-frames.ts';

/**
 * The device's side of a `hid-socket` wire: whole reports both ways, as the kernel's hidraw node
 * has them. Towards the program a numbered report begins with its id and an unnumbered one with
 * its data; from the program every report begins with its id, 0 for an unnumbered one.
 */
export type HidSocket = {
  /** Where the driver opens it: `{ type: 'hid-socket', path }`. */
  readonly path: string;
  /** Calls back for each report that the program writes; reports before the first listener are dropped. */
  readonly onReport: (listener: (report: Uint8Array) => void) => void;
  /** False when nobody has the device open: the report is lost, as on a real one. */
  readonly send: (report: Uint8Array) => Promise<boolean>;
  /** The path vanishes and the connection breaks, as a pulled USB plug makes them. */
  readonly unplug: () => Promise<void>;
  readonly replug: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Starts a plugged-in device at `path`, a name that is free in an existing folder. */
export async function startHidSocket(path: string): Promise<HidSocket> {
  const listeners: ((report: Uint8Array) => void)[] = [];
  let server: Server | undefined;
  let client: Socket | undefined;

  /** Whoever comes last has the device: the end of an earlier connection may be noticed later. */
  const accept = (socket: Socket): void => {
    client?.destroy();
    client = socket;
    const splitter = new ReportSplitter();
    socket.on('data', (bytes) => {
      for (const report of splitter.push(bytes)) {
        for (const listener of listeners) listener(report);
      }
    });
    // A connection that breaks closes as well, which is all there is to do about it.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (client === socket) client = undefined;
    });
    socket.write(frameReport(new Uint8Array(0)));
  };
  const replug = async (): Promise<void> => {
    if (server) return;
    server = createServer(accept);
    server.listen(path);
    await once(server, 'listening');
  };
  const unplug = async (): Promise<void> => {
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server = undefined;
    client?.destroy();
    client = undefined;
    await closed;
  };
  const send = async (report: Uint8Array): Promise<boolean> => {
    const socket = client;
    if (!socket) return false;
    return new Promise((resolve) => {
      socket.write(frameReport(report), (error) => resolve(!error));
    });
  };

  await replug();
  return {
    path,
    onReport: (listener) => void listeners.push(listener),
    send,
    unplug,
    replug,
    close: unplug,
  };
}
