import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { appid, mchid, type SimulatorKeys } from './keys.ts';
import { OrderBook } from './orders.ts';
import {
  chargeReply,
  orderReply,
  type Reply,
  repliesWithoutEffect,
  replyAfterEffect,
  send,
} from './replies.ts';
import { type Call, parseCall, parseJson } from './request.ts';
import {
  type Fault,
  type Scenario,
  type ScenarioName,
  scenarioNames,
  scenarioOfCode,
  scenarios,
} from './scenarios.ts';
import { faultOfRequest, signatureHeaders } from './wire.ts';

const nextSchema = v.object({ scenario: v.picklist(scenarioNames) });

/** Takes the requests: whose they are, what the scenario makes of them, and what is answered. */
export class Desk {
  readonly book = new OrderBook();
  nextScenario: ScenarioName | null = null;
  readonly #keys: SimulatorKeys;
  readonly #slowMs: number;
  readonly #nonces = new Set<string>();
  /** Calls so far, by order number and operation. */
  readonly #calls = new Map<string, number>();
  /** Scenarios by order number: an order refused or lost has no place in the book. */
  readonly #scenarios = new Map<string, ScenarioName>();

  constructor(keys: SimulatorKeys, slowMs: number) {
    this.#keys = keys;
    this.#slowMs = slowMs;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    if (request.url?.startsWith('/simulator/')) {
      this.#control(request.url, body, response);
      return;
    }
    const complaint = faultOfRequest(request, body, this.#keys.merchant, this.#nonces);
    if (complaint) {
      // as WeChat does, an error about the signature carries none
      send(response, { status: 401, body: { code: 'SIGN_ERROR', message: complaint } }, {});
      return;
    }
    this.#answer(request, body, response);
  }

  #control(url: string, body: string, response: ServerResponse): void {
    if (url === '/simulator/next') {
      const wanted = v.safeParse(nextSchema, parseJson(body));
      this.nextScenario = wanted.success ? wanted.output.scenario : null;
    }
    send(response, { status: 200, body: this.book.ledger() }, {});
  }

  #answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const call = parseCall(request.url ?? '', body);
    if (!call) {
      const reply = { status: 400, body: { code: 'PARAM_ERROR', message: '参数错误' } };
      this.#send(request, response, reply);
      return;
    }
    if (call.operation === 'charge') this.#choose(call.outTradeNo, call.code);
    const fault = this.#faultOf(call);
    if (fault === 'lost-request') {
      response.destroy();
      return;
    }
    const early = fault ? repliesWithoutEffect[fault] : undefined;
    const reply = early ?? this.#act(call);
    if (fault === 'lost-answer') {
      response.destroy();
      return;
    }
    const after = early ?? replyAfterEffect(fault, reply);
    const delayMs = fault === 'slow' ? this.#slowMs : 0;
    setTimeout(() => this.#send(request, response, after, fault), delayMs);
  }

  #choose(outTradeNo: string, code: string): void {
    if (this.#scenarios.has(outTradeNo)) return;
    this.#scenarios.set(outTradeNo, this.nextScenario ?? scenarioOfCode(code));
    this.nextScenario = null;
  }

  #faultOf({ operation, outTradeNo }: Call): Fault | null {
    const name = `${outTradeNo} ${operation}`;
    const calls = this.#calls.get(name) ?? 0;
    this.#calls.set(name, calls + 1);
    const scenario: Scenario = scenarios[this.#scenarios.get(outTradeNo) ?? 'paid'];
    const planned = scenario.faults?.[operation];
    return planned && calls < planned.times ? planned.fault : null;
  }

  #act(call: Call): Reply {
    if (call.operation === 'charge') {
      const scenario = this.#scenarios.get(call.outTradeNo) ?? 'paid';
      const outcome = this.book.charge(call.outTradeNo, call.code, call.totalMinor, scenario);
      if (outcome.kind === 'order') return chargeReply(outcome.order);
      const { status, code, message } = outcome;
      return { status, body: { code, message } };
    }
    const order =
      call.operation === 'query'
        ? this.book.query(call.outTradeNo)
        : this.book.reverse(call.outTradeNo);
    if (!order) return { status: 404, body: { code: 'ORDER_NOT_EXIST', message: '订单不存在' } };
    if (call.operation === 'query') return orderReply(order);
    return { status: 200, body: { appid, mchid, out_trade_no: order.outTradeNo } };
  }

  #send(
    request: IncomingMessage,
    response: ServerResponse,
    reply: Reply,
    fault: Fault | null = null,
  ): void {
    const serial = String(request.headers['wechatpay-serial'] ?? '');
    const key = this.#keys.platform.get(serial);
    if (!key || fault === 'bad-gateway') {
      send(response, reply, {});
      return;
    }
    const signed = fault === 'wrong-signature' ? '{}' : JSON.stringify(reply.body);
    const offsetS = fault === 'wrong-clock' ? -3_600 : 0;
    send(response, reply, signatureHeaders(serial, key, signed, offsetS));
  }
}
