import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { SimulatorKeys } from './keys.ts';
import { Office } from './office.ts';
import { scenarioOf } from './orders.ts';
import {
  type BillScenarioName,
  billScenarioNames,
  type RefundScenarioName,
  refundScenarioNames,
} from './refund-scenarios.ts';
import {
  parameterError,
  type Reply,
  repliesWithoutEffect,
  replyAfterEffect,
  send,
  textOf,
} from './replies.ts';
import { type Call, parseCall, parseJson, subjectOf } from './request.ts';
import type { Fault, Faults, Scenario } from './scenario.ts';
import { type ScenarioName, scenarioNames, scenarioOfCode, scenarios } from './scenarios.ts';
import { type ShownScenarioName, shownScenarioNames, shownScenarios } from './shown-scenarios.ts';
import { faultOfRequest, signatureHeaders } from './wire.ts';

const nextSchema = v.object({
  scenario: v.optional(v.picklist([...scenarioNames, ...shownScenarioNames])),
  refund: v.optional(v.picklist(refundScenarioNames)),
  bill: v.optional(v.picklist(billScenarioNames)),
});

const payShownSchema = v.object({ codeUrl: v.string() });

type AnyScenarioName = ScenarioName | ShownScenarioName;

/** Takes the requests: whose they are, what the scenario makes of them, and what is answered. */
export class Desk {
  readonly office = new Office();
  nextScenario: AnyScenarioName | null = null;
  nextRefund: RefundScenarioName | null = null;
  nextBill: BillScenarioName | null = null;
  readonly #keys: SimulatorKeys;
  readonly #slowMs: number;
  readonly #nonces = new Set<string>();
  /** Calls so far, by number and operation. */
  readonly #calls = new Map<string, number>();
  /** Scenarios by order number: an order refused or lost has no place in the book. */
  readonly #scenarios = new Map<string, AnyScenarioName>();

  constructor(keys: SimulatorKeys, slowMs: number) {
    this.#keys = keys;
    this.#slowMs = slowMs;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    if (request.url?.startsWith('/simulator/')) {
      this.#control(request.url, parseJson(body), response);
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

  #control(url: string, body: unknown, response: ServerResponse): void {
    let status = 200;
    if (url === '/simulator/next') {
      const wanted = v.safeParse(nextSchema, body);
      const { scenario = null, refund = null, bill = null } = wanted.success ? wanted.output : {};
      this.nextScenario = scenario;
      this.nextRefund = refund;
      this.nextBill = bill;
      if (!wanted.success) status = 400;
    }
    if (url === '/simulator/pay-shown') {
      const wanted = v.safeParse(payShownSchema, body);
      const isPaid = wanted.success && this.office.orders.payShown(wanted.output.codeUrl);
      if (!isPaid) status = 409;
    }
    const books = { ...this.office.orders.ledger(), refunds: this.office.refunds.list() };
    send(response, { status, body: books }, {});
  }

  #answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const call = parseCall(request.method ?? '', request.url ?? '', body);
    if (!call) {
      this.#send(request, response, parameterError);
      return;
    }
    this.#choose(call);
    const fault = this.#faultOf(call);
    if (fault === 'lost-request') {
      response.destroy();
      return;
    }
    const early = fault ? repliesWithoutEffect[fault] : undefined;
    const origin = `https://${request.headers.host ?? ''}`;
    if (fault === 'delivered-twice') this.#act(call, origin);
    const reply = early ?? this.#act(call, origin);
    if (fault === 'lost-answer') {
      response.destroy();
      return;
    }
    const after = early ?? replyAfterEffect(fault, reply);
    const delayMs = fault === 'slow' ? this.#slowMs : 0;
    setTimeout(() => this.#send(request, response, after, fault), delayMs);
  }

  /** What is played is settled when a number is seen for the first time. */
  #choose(call: Call): void {
    if (call.kind === 'charge' || call.kind === 'show') {
      const { outTradeNo } = call.order;
      if (this.#scenarios.has(outTradeNo)) return;
      const byItself = call.kind === 'charge' ? scenarioOfCode(call.code) : 'shown-open';
      this.#scenarios.set(outTradeNo, this.nextScenario ?? byItself);
      this.nextScenario = null;
    }
    if (call.kind === 'refund') {
      const { outRefundNo, outTradeNo } = call.refund;
      const isNextUsed = this.office.refunds.choose(outRefundNo, outTradeNo, this.nextRefund);
      if (isNextUsed) this.nextRefund = null;
    }
  }

  #faultOf(call: Call): Fault | null {
    const subject = subjectOf(call);
    if (!subject) return null;
    const { operation, number } = subject;
    const name = `${number} ${operation}`;
    const calls = this.#calls.get(name) ?? 0;
    this.#calls.set(name, calls + 1);
    const isRefund = operation === 'refund' || operation === 'refund-query';
    const faults: Faults | undefined = isRefund
      ? this.office.refunds.scenario(number).faults
      : this.#scenario(number).faults;
    const planned = faults?.[operation];
    return planned && calls < planned.times ? planned.fault : null;
  }

  #scenario(outTradeNo: string): Scenario {
    const booked = this.office.orders.open(outTradeNo);
    if (booked) return scenarioOf(booked);
    return { ...scenarios, ...shownScenarios }[this.#scenarios.get(outTradeNo) ?? 'paid'];
  }

  #act(call: Call, origin: string): Reply {
    if (call.kind === 'bill') {
      const scenario = this.nextBill ?? 'bill-ready';
      this.nextBill = null;
      return this.office.bill(call.day, scenario, origin);
    }
    const isOrder = call.kind === 'charge' || call.kind === 'show';
    const name = isOrder ? this.#scenarios.get(call.order.outTradeNo) : undefined;
    return this.office.act(call, name ?? 'paid', origin);
  }

  #send(
    request: IncomingMessage,
    response: ServerResponse,
    reply: Reply,
    fault: Fault | null = null,
  ): void {
    const serial = String(request.headers['wechatpay-serial'] ?? '');
    const key = this.#keys.platform.get(serial);
    if (!key || reply.isUnsigned || fault === 'bad-gateway') {
      send(response, reply, {});
      return;
    }
    const signed = fault === 'wrong-signature' ? '{}' : textOf(reply);
    const offsetS = fault === 'wrong-clock' ? -3_600 : 0;
    send(response, reply, signatureHeaders(serial, key, signed, offsetS));
  }
}
