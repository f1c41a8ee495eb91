/**
 * Alipay on loopback, in both its protocols: OpenAPI v3 (`/v3/…`) and 2.0 (`/gateway.do`), as far as
 * face-to-face payments need it. It checks the application's signatures, signs its own answers, and
 * plays the scenario of each order. Three more paths are the tester's: `GET /simulator/ledger`,
 * `POST /simulator/next {"scenario": …}`, `POST /simulator/pay-shown {"qrCode": …}`.
 */
import { readFileSync } from 'node:fs';
import { createServer as createPlainServer, type Server as PlainServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import { Desk } from './desk.ts';
import type { SimulatorKeys } from './keys.ts';
import type { Ledger } from './orders.ts';
import type { ScenarioName } from './scenarios.ts';

export const caPath = new URL('../tls/loopback.pem', import.meta.url).pathname;
const tlsKeyPath = new URL('../tls/loopback.key', import.meta.url).pathname;

export type AlipaySimulator = {
  readonly origin: string;
  readonly port: number;
  /** The same desk without TLS, for clients that cannot be told whom to trust. */
  readonly plainOrigin: string;
  ledger(): Ledger;
  /** The next charge plays this, whatever its code ends in. */
  next(scenario: ScenarioName): void;
  /** The customer scans the code that is shown, and pays. False: it cannot be paid any more. */
  payShown(qrCode: string): boolean;
  close(): Promise<void>;
};

export type SimulatorOptions = {
  /** How long a `slow` answer takes. */
  readonly slowMs: number;
  /** 0: any free one. */
  readonly port?: number;
  readonly now?: () => number;
};

export async function startAlipaySimulator(
  keys: SimulatorKeys,
  { slowMs, port = 0, now = Date.now }: SimulatorOptions,
): Promise<AlipaySimulator> {
  let origin = '';
  const desk = new Desk(keys, { slowMs, now, origin: () => origin });
  const server = createServer(
    { cert: readFileSync(caPath), key: readFileSync(tlsKeyPath) },
    (request, response) => void desk.serve(request, response),
  );
  const plain = createPlainServer((request, response) => void desk.serve(request, response));
  const bound = await listen(server, port);
  const plainPort = await listen(plain, 0);
  origin = `https://127.0.0.1:${bound}`;
  return {
    origin,
    port: bound,
    plainOrigin: `http://127.0.0.1:${plainPort}`,
    ledger: () => desk.book.ledger(),
    next: (scenario) => {
      desk.nextScenario = scenario;
    },
    payShown: (qrCode) => desk.book.payShown(qrCode),
    close: async () => {
      await Promise.all([server, plain].map(closeServer));
    },
  };
}

function closeServer(server: Server | PlainServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function listen(server: Server | PlainServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address.port);
    });
  });
}
