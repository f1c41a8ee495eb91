/**
 * WeChat Pay v3 on loopback, as far as a payment-code sale needs it: codepay, query, reverse. It
 * checks the merchant's signatures, signs its own answers, and plays the scenario of each order.
 * Two more paths are the tester's: `GET /simulator/ledger`, `POST /simulator/next {"scenario": …}`.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { Desk } from './desk.ts';
import type { SimulatorKeys } from './keys.ts';
import type { Ledger } from './orders.ts';
import type { ScenarioName } from './scenarios.ts';

export const caPath = new URL('../tls/loopback.pem', import.meta.url).pathname;
export const tlsKeyPath = new URL('../tls/loopback.key', import.meta.url).pathname;

export type WechatSimulator = {
  readonly origin: string;
  readonly port: number;
  ledger(): Ledger;
  /** The next charge plays this, whatever its code ends in. */
  next(scenario: ScenarioName): void;
  close(): Promise<void>;
};

/** @param slowMs how long a `slow` answer takes. @param port 0 for any free one. */
export async function startWechatSimulator(
  keys: SimulatorKeys,
  slowMs: number,
  port = 0,
): Promise<WechatSimulator> {
  const desk = new Desk(keys, slowMs);
  const server = createServer(
    { cert: readFileSync(caPath), key: readFileSync(tlsKeyPath) },
    (request, response) => void desk.serve(request, response),
  );
  const bound = await listen(server, port);
  return {
    origin: `https://127.0.0.1:${bound}`,
    port: bound,
    ledger: () => desk.book.ledger(),
    next: (scenario) => {
      desk.nextScenario = scenario;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address.port);
    });
  });
}
