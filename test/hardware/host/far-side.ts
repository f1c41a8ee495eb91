import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import {
  type PrinterSimulator,
  startPrinterSimulator,
} from '../../../drivers/printer/simulator/simulator.ts';
import type { HostAction, HostActions, HostRequest } from '../messages.ts';
import { guestIds } from './qemu.ts';
import { Qmp } from './qmp.ts';

/** QEMU's name for the host, seen from the guest's network. */
const hostSeenFromGuest = '10.0.2.2';
const adapter = 'scanner-adapter';

/**
 * The devices that stand on the host's side: the scanner behind QEMU's USB serial adapter, the
 * network printer, and the hands that plug and pull.
 */
export class FarSide {
  readonly qmpPath: string;
  readonly serialPath: string;
  readonly #printer: PrinterSimulator;
  readonly #servers: readonly Server[];
  readonly #qmp: Promise<Qmp>;
  readonly #serial: Promise<Socket>;

  private constructor(
    paths: { readonly qmp: string; readonly serial: string },
    servers: { readonly qmp: Server; readonly serial: Server },
    printer: PrinterSimulator,
  ) {
    this.qmpPath = paths.qmp;
    this.serialPath = paths.serial;
    this.#servers = [servers.qmp, servers.serial];
    this.#printer = printer;
    this.#qmp = firstConnection(servers.qmp).then((socket) => Qmp.open(socket));
    this.#serial = firstConnection(servers.serial);
    // A QEMU that ends at once is told of by its own words, not by this.
    this.#qmp.catch(() => undefined);
  }

  static async open(paths: { readonly qmp: string; readonly serial: string }): Promise<FarSide> {
    const servers = { qmp: await listen(paths.qmp), serial: await listen(paths.serial) };
    return new FarSide(paths, servers, await startPrinterSimulator({ host: '127.0.0.1' }));
  }

  async obey({ action, params }: HostRequest): Promise<HostActions[HostAction]['value']> {
    const qmp = await this.#qmp;
    switch (action) {
      case 'serial.plug':
        await qmp.execute('device_add', {
          driver: 'usb-serial',
          id: adapter,
          bus: guestIds.usbBus,
          chardev: guestIds.serialBackend,
          serial: 'FT4711',
        });
        return null;
      case 'serial.unplug':
        await qmp.removeDevice(adapter);
        return null;
      case 'serial.write':
        (await this.#serial).write(params.text, 'latin1');
        return null;
      case 'network.address':
        return { host: hostSeenFromGuest, port: this.#printer.port };
      case 'network.link':
        await qmp.execute('set_link', { name: guestIds.networkCard, up: params.isUp });
        return null;
      case 'network.receipts':
        return this.#printer.receipts.filter(({ isCut }) => isCut).length;
    }
  }

  async close(): Promise<void> {
    for (const server of this.#servers) server.close();
    await this.#printer.close();
  }
}

async function listen(path: string): Promise<Server> {
  const server = createServer().listen(path);
  await once(server, 'listening');
  return server;
}

async function firstConnection(server: Server): Promise<Socket> {
  const [socket]: Socket[] = await once(server, 'connection');
  if (!socket) throw new Error('a connection without a socket');
  // QEMU's end takes its sockets along; what that means is for those who wait to say.
  socket.on('error', () => socket.destroy());
  return socket;
}
