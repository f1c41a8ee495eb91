/**
 * An acquirer on loopback, for a merchant of UnionPay QR and one of an aggregator at once. It speaks
 * the protocol of `docs/acquirer/openapi.json`, and under `/upqr/` the example of another dialect. It
 * checks signatures, signs its answers, and plays the scenario of each order. More paths are the
 * tester's: `GET /simulator/ledger`, `POST /simulator/next {"scenario": …}`,
 * `POST /simulator/pay-shown {"content": …, "wallet": …}` (links too), `POST /simulator/close-day`.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { WalletId } from '../../../main/contract/payments/names.ts';
import type { Ledger } from './book.ts';
import { Desk } from './desk.ts';
import type { SimulatorKeys } from './keys.ts';
import type { ScenarioName } from './scenarios.ts';

export const caPath = new URL('../tls/loopback.pem', import.meta.url).pathname;
const tlsKeyPath = new URL('../tls/loopback.key', import.meta.url).pathname;

export type AcquirerSimulator = {
  readonly origin: string;
  readonly port: number;
  ledger(): Ledger;
  /** The next charge or opening plays this, whatever its code ends in. */
  next(scenario: ScenarioName): void;
  /** A customer pays what is shown, or a link. False when nobody can any more. */
  payShown(content: string, wallet?: WalletId): boolean;
  /** Today's statement is ready from now on. */
  closeDay(): void;
  /** From now on a statement's file is another than its answer was signed for. */
  garbleFiles(): void;
  close(): Promise<void>;
};

export type SimulatorOptions = {
  /** How long a `slow` answer takes. */
  readonly slowMs: number;
  /** 0, the usual, for any free one. */
  readonly port?: number;
  /** UTC ms by the acquirer's clock; this machine's when absent. */
  readonly now?: () => number;
};

export async function startAcquirerSimulator(
  keys: SimulatorKeys,
  { slowMs, port = 0, now = () => Date.now() }: SimulatorOptions,
): Promise<AcquirerSimulator> {
  const desk = new Desk(keys, slowMs, now);
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
    payShown: (content, wallet) => desk.book.payShown(content, wallet ?? null),
    closeDay: () => {
      desk.statements.isTodayReady = true;
    },
    garbleFiles: () => {
      desk.statements.isGarbled = true;
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
