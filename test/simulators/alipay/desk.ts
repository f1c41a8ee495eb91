import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import {
  type Answer,
  answerAfterEffect,
  answerTo,
  answerWithoutEffect,
  chargeAnswer,
} from './answers.ts';
import { BillDesk, type BillOptions, billPath } from './bill-desk.ts';
import type { SimulatorKeys } from './keys.ts';
import { OrderBook } from './orders.ts';
import {
  badGateway,
  gatewayReply,
  type Reply,
  type Signing,
  v3Error,
  v3Reply,
} from './protocols.ts';
import { type Call, isMethod, type Method, parseCall, parseJson } from './request.ts';
import {
  type Fault,
  type Scenario,
  type ScenarioName,
  scenarioNames,
  scenarioOfCode,
  scenarios,
} from './scenarios.ts';
import { authorizationOf, faultOfParameters } from './wire.ts';

const nextSchema = v.object({ scenario: v.picklist(scenarioNames) });
const payShownSchema = v.object({ qrCode: v.string() });

export type DeskOptions = BillOptions & { readonly slowMs: number };

/** Writes an answer in the words of the protocol that asked. */
type Speak = (answer: Answer, fault: Fault | null) => Reply;

/** Takes the requests: whose they are, what the scenario makes of them, and what is answered. */
export class Desk {
  readonly book: OrderBook;
  nextScenario: ScenarioName | null = null;
  readonly #keys: SimulatorKeys;
  readonly #options: DeskOptions;
  readonly #nonces = new Set<string>();
  /** Calls so far, by order number and operation. */
  readonly #calls = new Map<string, number>();
  /** Scenarios by order number: an order refused or lost has no place in the book. */
  readonly #scenarios = new Map<string, ScenarioName>();
  readonly #bills: BillDesk;

  constructor(keys: SimulatorKeys, options: DeskOptions) {
    this.#keys = keys;
    this.#options = options;
    this.book = new OrderBook(options.now);
    this.#bills = new BillDesk(this.book, keys.folder, options);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const { pathname, searchParams } = new URL(request.url ?? '', 'https://localhost');
    if (pathname.startsWith(billPath)) await this.#bills.serve(pathname, response);
    else if (pathname.startsWith('/simulator/')) this.#control(pathname, body, response);
    else if (pathname === '/gateway.do') this.#gateway(searchParams, body, response);
    else this.#v3(request, pathname, searchParams, body, response);
  }

  #control(path: string, body: string, response: ServerResponse): void {
    const wanted = parseJson(body);
    let status = 200;
    if (path === '/simulator/next') {
      this.nextScenario = v.is(nextSchema, wanted) ? wanted.scenario : null;
    }
    if (path === '/simulator/pay-shown') {
      const isPaid = v.is(payShownSchema, wanted) && this.book.payShown(wanted.qrCode);
      if (!isPaid) status = 409;
    }
    const headers = { 'Content-Type': 'application/json' };
    send(response, { status, headers, body: JSON.stringify(this.book.ledger()) });
  }

  #v3(
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
    body: string,
    response: ServerResponse,
  ): void {
    const now = this.#options.now();
    const { fault, isCertificateMode } = authorizationOf(
      request,
      body,
      this.#keys.appKey,
      this.#nonces,
      now,
    );
    const method = path.slice('/v3/'.length).replaceAll('/', '.');
    const isBill = method === 'alipay.data.dataservice.bill.downloadurl.query';
    // Alipay's queries are POST like the rest; the bill alone is GET
    if (request.method !== (isBill ? 'GET' : 'POST')) {
      send(response, v3Error(400, 'invalid-http-method', '请求方法错误'));
    } else if (fault !== null || !isMethod(method)) {
      send(response, v3Error(400, fault ?? 'invalid-method', '验签出错'));
    } else {
      const content = isBill ? Object.fromEntries(query) : parseJson(body);
      const speak: Speak = (answer, wrong) =>
        v3Reply(answer, this.#signing(isCertificateMode, wrong));
      this.#answer(parseCall(method, content), speak, response);
    }
  }

  #gateway(query: URLSearchParams, body: string, response: ServerResponse): void {
    const parameters = new Map([...query, ...new URLSearchParams(body)]);
    const named = parameters.get('method') ?? '';
    const method: Method = isMethod(named) ? named : 'alipay.trade.query';
    const isCertificateMode = parameters.has('app_cert_sn');
    const speak: Speak = (answer, wrong) =>
      gatewayReply(method, answer, this.#signing(isCertificateMode, wrong));
    const fault = faultOfParameters(parameters, this.#keys.appKey);
    if (fault !== null || !isMethod(named)) {
      const refusal = { code: fault ?? 'isv.invalid-method', message: '验签出错' };
      send(response, speak({ kind: 'refused', refusal }, null));
      return;
    }
    const content = parseJson(parameters.get('biz_content') ?? '');
    this.#answer(parseCall(method, content), speak, response);
  }

  #answer(call: Call | null, speak: Speak, response: ServerResponse): void {
    if (!call) {
      const refusal = { code: 'ACQ.INVALID_PARAMETER', message: '参数无效' };
      send(response, speak({ kind: 'refused', refusal }, null));
      return;
    }
    if (call.operation === 'charge') this.#choose(call.outTradeNo, call.code);
    const fault = this.#faultOf(call);
    if (fault === 'lost-request') {
      response.destroy();
      return;
    }
    if (fault === 'bad-gateway') {
      send(response, badGateway);
      return;
    }
    const early = answerWithoutEffect(fault, call.outTradeNo);
    const answer = early ?? answerAfterEffect(fault, this.#act(call));
    if (fault === 'lost-answer') {
      response.destroy();
      return;
    }
    const reply = speak(answer, fault);
    if (fault === 'answered-twice') sendTwice(response, reply);
    else setTimeout(() => send(response, reply), fault === 'slow' ? this.#options.slowMs : 0);
  }

  #choose(outTradeNo: string, code: string): void {
    if (this.#scenarios.has(outTradeNo)) return;
    const byCode = code === '' ? 'paid' : scenarioOfCode(code);
    this.#scenarios.set(outTradeNo, this.nextScenario ?? byCode);
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

  #act(call: Call): Answer {
    if (call.operation === 'charge') {
      return chargeAnswer(this.book, call, this.#scenarios.get(call.outTradeNo) ?? 'paid');
    }
    return call.operation === 'bill' ? this.#bills.address(call.day) : answerTo(this.book, call);
  }

  #signing(isCertificateMode: boolean, fault: Fault | null): Signing {
    const key = this.#keys.alipayKey;
    return { key, nowMs: this.#options.now(), isCertificateMode, fault };
  }
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, headers);
  response.end(body);
}

/** The same bytes once more, which no request asked for. */
function sendTwice(response: ServerResponse, { status, headers, body }: Reply): void {
  const length = { 'Content-Length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ ...headers, ...length }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const text = `HTTP/1.1 ${status} OK\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
  response.socket?.end(text + text);
}
