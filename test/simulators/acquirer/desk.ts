import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { walletIds } from '../../../main/contract/payments/names.ts';
import { Book, type Order } from './book.ts';
import { Counter } from './counter.ts';
import { emvWallet, merchantPresented, panOfEmvCode } from './emv.ts';
import type { SimulatorKeys } from './keys.ts';
import { type Call, type Outcome, parseJson, type Tongue } from './messages.ts';
import { ownTongue } from './own-tongue.ts';
import { type Reply, sendPage, sendSigned, sendTwice } from './replies.ts';
import {
  type Fault,
  type Scenario,
  type ScenarioName,
  scenarioNames,
  scenarioOfCode,
  scenarios,
  walletOfCode,
} from './scenarios.ts';
import { Statements } from './statements.ts';
import { unionTongue } from './union-tongue.ts';
import { faultOfRequest } from './wire.ts';

const nextSchema = v.object({ scenario: v.picklist(scenarioNames) });
const payShownSchema = v.object({
  content: v.string(),
  wallet: v.optional(v.picklist(walletIds)),
});

/** Takes the requests: whose they are, what the scenario makes of them, and what is answered. */
export class Desk {
  readonly book: Book;
  nextScenario: ScenarioName | null = null;
  readonly statements: Statements;
  readonly #keys: SimulatorKeys;
  readonly #slowMs: number;
  readonly #now: () => number;
  readonly #nonces = new Set<string>();
  readonly #codes = new Map<string, string>();
  readonly #counter = new Counter();
  /** Scenarios by order number: an order refused or lost has no place in the book. */
  readonly #scenarios = new Map<string, ScenarioName>();

  constructor(keys: SimulatorKeys, slowMs: number, now: () => number) {
    this.#keys = keys;
    this.#slowMs = slowMs;
    this.#now = now;
    this.book = new Book(now);
    this.statements = new Statements(keys.folder, this.book, now);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '', 'https://localhost');
    if (url.pathname.startsWith('/simulator/')) {
      this.#control(url.pathname, body.toString('utf8'), response);
      return;
    }
    const tongue = url.pathname.startsWith('/upqr/') ? unionTongue : ownTongue;
    const { merchants } = this.#keys;
    const { headers } = tongue;
    const wrong = faultOfRequest(request, body, headers, merchants, this.#nonces, this.#now());
    if (wrong) {
      const reply = tongue.write({ kind: 'refusal', code: wrong }, null);
      this.#send(request, response, tongue, reply, null);
      return;
    }
    const file = this.statements.fileAt(url.pathname);
    if (file !== null) {
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
      createReadStream(file).pipe(response);
      return;
    }
    const call = tongue.read(request.method ?? '', url, body.toString('utf8'));
    const merchant = request.headers[headers.merchant.toLowerCase()];
    if (!call || call.merchantNumber !== merchant) {
      const reply = tongue.write({ kind: 'refusal', code: 'request-invalid' }, null);
      this.#send(request, response, tongue, reply, null);
      return;
    }
    await this.#answer(request, response, tongue, call);
  }

  #control(path: string, body: string, response: ServerResponse): void {
    const asked = parseJson(body);
    let status = 200;
    if (path === '/simulator/next') {
      const wanted = v.safeParse(nextSchema, asked);
      this.nextScenario = wanted.success ? wanted.output.scenario : null;
      if (!wanted.success) status = 400;
    }
    if (path === '/simulator/pay-shown') {
      const wanted = v.safeParse(payShownSchema, asked);
      const isPaid =
        wanted.success && this.book.payShown(wanted.output.content, wanted.output.wallet ?? null);
      if (!isPaid) status = 409;
    }
    if (path === '/simulator/close-day') this.statements.isTodayReady = true;
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(this.book.ledger()));
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    tongue: Tongue,
    call: Call,
  ): Promise<void> {
    if (call.operation === 'charge' || call.operation === 'open') this.#choose(call);
    const fault = this.#faultOf(call);
    if (fault === 'lost-request') {
      response.destroy();
      return;
    }
    if (fault === 'bad-gateway') {
      sendPage(response);
      return;
    }
    const outcome = await this.#outcome(call, fault, tongue);
    if (fault === 'lost-answer') {
      response.destroy();
      return;
    }
    const reply = tongue.write(garbled(outcome, fault), call.operation);
    const delayMs = fault === 'slow' ? this.#slowMs : 0;
    setTimeout(() => this.#send(request, response, tongue, reply, fault), delayMs);
  }

  #choose(call: Extract<Call, { operation: 'charge' | 'open' }>): void {
    if (this.#scenarios.has(call.orderNumber)) return;
    // what is shown waits for somebody to pay it, unless the tester says otherwise
    const usual =
      call.operation === 'open'
        ? 'waiting-never'
        : scenarioOfCode(panOfEmvCode(call.code) ?? call.code);
    this.#scenarios.set(call.orderNumber, this.nextScenario ?? usual);
    this.nextScenario = null;
  }

  #faultOf(call: Call): Fault | null {
    const operation = call.operation === 'open' ? 'charge' : call.operation;
    const subject = this.#orderNumberOf(call);
    const calls = this.#counter.next(`${subject} ${operation}`);
    const { faults }: Scenario = scenarios[this.#scenarios.get(subject) ?? 'paid'];
    const planned = faults?.[operation];
    return planned && calls < planned.times ? planned.fault : null;
  }

  #orderNumberOf(call: Call): string {
    if ('orderNumber' in call) return call.orderNumber;
    if (call.operation === 'find') {
      return this.book.find(call.merchantNumber, call.reference)?.orderNumber ?? '';
    }
    return '';
  }

  async #outcome(call: Call, fault: Fault | null, tongue: Tongue): Promise<Outcome> {
    if (fault === 'rate-limit') return { kind: 'refusal', code: 'busy' };
    const { merchantNumber } = call;
    switch (call.operation) {
      case 'charge':
        return this.#charge(call);
      case 'open':
        return this.#open(call);
      case 'query':
        return found(this.book.query(merchantNumber, call.orderNumber));
      case 'find':
        return found(this.book.find(merchantNumber, call.reference));
      case 'reverse':
        return found(this.book.reverse(merchantNumber, call.orderNumber));
      case 'refund': {
        const refund = this.book.refund(call);
        if (typeof refund === 'string') return { kind: 'refusal', code: refund };
        return { kind: 'refund', refund };
      }
      case 'query-refund': {
        const refund = this.book.queryRefund(merchantNumber, call.refundNumber);
        if (!refund) return { kind: 'refusal', code: 'refund-not-found' };
        return { kind: 'refund', refund };
      }
      case 'statement':
        return this.statements.make(call, tongue === unionTongue ? 'union' : 'own');
    }
  }

  #charge(call: Extract<Call, { operation: 'charge' }>): Outcome {
    const wallet = panOfEmvCode(call.code) === null ? walletOfCode(call.code) : emvWallet;
    if (!wallet) return { kind: 'refusal', code: 'code-invalid' };
    const user = this.#codes.get(call.code) ?? call.orderNumber;
    if (user !== call.orderNumber) return { kind: 'refusal', code: 'code-expired' };
    this.#codes.set(call.code, call.orderNumber);
    return this.#take(call, { way: 'presented', wallet, content: '', expiresAt: null }, 'order');
  }

  #open(call: Extract<Call, { operation: 'open' }>): Outcome {
    const { merchantNumber, orderNumber, amountMinor, way, expiresAt } = call;
    const token = orderNumber.slice(-24);
    const content =
      way === 'link'
        ? `https://pay.example/l/${token}`
        : merchantPresented(merchantNumber, amountMinor, token);
    return this.#take(call, { way, wallet: 'unionpay', content, expiresAt }, 'opened');
  }

  #take(
    call: Extract<Call, { operation: 'charge' | 'open' }>,
    how: Pick<Order, 'way' | 'wallet' | 'content' | 'expiresAt'>,
    kind: 'order' | 'opened',
  ): Outcome {
    const { merchantNumber, orderNumber, amountMinor, terminal } = call;
    const scenario = this.#scenarios.get(orderNumber) ?? 'paid';
    const made = { merchantNumber, orderNumber, amountMinor, terminal, scenario, ...how };
    const order = this.book.take(made);
    return typeof order === 'string' ? { kind: 'refusal', code: order } : { kind, order };
  }

  #send(
    request: IncomingMessage,
    response: ServerResponse,
    tongue: Tongue,
    reply: Reply,
    fault: Fault | null,
  ): void {
    const offsetS = fault === 'wrong-clock' ? -3_600 : 0;
    const timestampS = Math.floor(this.#now() / 1_000) + offsetS;
    const signer = { names: tongue.headers, key: this.#keys.acquirer, timestampS };
    if (fault === 'twice') sendTwice(request, reply, signer);
    else sendSigned(request, response, reply, signer, fault);
  }
}

function found(order: Readonly<Order> | null): Outcome {
  return order ? { kind: 'order', order } : { kind: 'refusal', code: 'order-not-found' };
}

function garbled(outcome: Outcome, fault: Fault | null): Outcome {
  if (fault === 'system-error') return { kind: 'refusal', code: 'system-error' };
  if (fault !== 'wrong-amount' || outcome.kind !== 'order') return outcome;
  return { kind: 'order', order: { ...outcome.order, amountMinor: 1 } };
}
