/**
 * A card terminal on loopback that speaks docs/card-terminal.md over TCP. What the customer and the
 * bank do is chosen by `next`; see `scenarios.ts`.
 */
import { createServer, type Server } from 'node:net';
import type { Ledger } from './books.ts';
import { Line, readFrame } from './line.ts';
import type { ScenarioName } from './scenarios.ts';
import { CardTerminal } from './terminal.ts';

export type CardSimulator = {
  readonly port: number;
  readonly origin: string;
  ledger(): Ledger;
  /** The next payment, or refund, plays this; those after it are paid. */
  next(scenario: ScenarioName): void;
  /** Settles once a payment under this number goes on and its line is kept open. */
  holds(number: string): Promise<void>;
  /** Switched off and on again without a memory. */
  forget(): void;
  close(): Promise<void>;
};

/** @param slowMs how long a `slow` answer takes. @param port 0 for any free one. */
export async function startCardSimulator(slowMs: number, port = 0): Promise<CardSimulator> {
  const held = new Map<string, PromiseWithResolvers<void>>();
  const holding = (number: string): PromiseWithResolvers<void> => {
    const known = held.get(number) ?? Promise.withResolvers<void>();
    held.set(number, known);
    return known;
  };
  const terminal = new CardTerminal((number) => holding(number).resolve());
  const server = createServer();
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // a till that hangs up, or only looks whether somebody is there
    socket.on('error', () => socket.destroy());
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const text = frameOf(bytes);
      if (text === 'none') socket.destroy();
      else if (text !== null) {
        bytes = Buffer.alloc(0);
        terminal.serve(text, new Line(socket, slowMs));
      }
    });
  });
  const bound = await listen(server, port);
  return {
    port: bound,
    origin: `tcp://127.0.0.1:${bound}`,
    ledger: () => terminal.books.ledger(),
    next: (scenario) => {
      terminal.nextScenario = scenario;
    },
    holds: (number) => holding(number).promise,
    forget: () => terminal.books.forget(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function frameOf(bytes: Buffer): string | 'none' | null {
  try {
    return readFrame(bytes);
  } catch (error) {
    if (error instanceof RangeError) return 'none';
    throw error;
  }
}

export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address.port);
    });
  });
}
