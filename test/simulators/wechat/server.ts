/**
 * WeChat Pay v3 on loopback: payment codes, shown codes, refunds, trade bills. It checks the
 * merchant's signatures, signs its own answers, and plays the scenario of each order.
 *
 * Some paths are the tester's, unsigned: `GET /simulator/ledger`; `POST /simulator/next`
 * `{"scenario": …, "refund": …, "bill": …}` for the next charge, refund and statement;
 * `POST /simulator/pay-shown {"codeUrl": …}`, by which a customer pays a shown code (409 when it is
 * not open any more). Each answers with the books.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { Desk } from './desk.ts';
import type { SimulatorKeys } from './keys.ts';
import type { Ledger } from './orders.ts';
import type { BillScenarioName, RefundScenarioName } from './refund-scenarios.ts';
import type { Refund } from './refunds.ts';
import type { ScenarioName } from './scenarios.ts';
import type { ShownScenarioName } from './shown-scenarios.ts';

export const caPath = new URL('../tls/loopback.pem', import.meta.url).pathname;
export const tlsKeyPath = new URL('../tls/loopback.key', import.meta.url).pathname;

export type WechatSimulator = {
  readonly origin: string;
  readonly port: number;
  ledger(): Ledger;
  refunds(): readonly Readonly<Refund>[];
  /** The next charge plays this, whatever its code ends in. */
  next(scenario: ScenarioName | ShownScenarioName): void;
  nextRefund(scenario: RefundScenarioName): void;
  nextBill(scenario: BillScenarioName): void;
  /** The customer scans a shown code and pays; false when it is not open any more. */
  payShown(codeUrl: string): boolean;
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
    ledger: () => desk.office.orders.ledger(),
    refunds: () => desk.office.refunds.list(),
    next: (scenario) => {
      desk.nextScenario = scenario;
    },
    nextRefund: (scenario) => {
      desk.nextRefund = scenario;
    },
    nextBill: (scenario) => {
      desk.nextBill = scenario;
    },
    payShown: (codeUrl) => desk.office.orders.payShown(codeUrl),
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
