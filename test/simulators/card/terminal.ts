import * as v from 'valibot';
import { Books, type Entry } from './books.ts';
import type { Line } from './line.ts';
import { requestSchema, type TillHeader, type TillRequest } from './requests.ts';
import {
  envelope,
  failure,
  paymentBody,
  reversalBody,
  saleDataOf,
  statusBody,
  success,
} from './responses.ts';
import {
  type Fault,
  type Operation,
  type Scenario,
  type ScenarioName,
  scenarios,
} from './scenarios.ts';

type Payment = Extract<TillRequest, { PaymentRequest: object }>;

/** The terminal on the counter: takes the till's messages and plays the scenario of each payment. */
export class CardTerminal {
  readonly books = new Books();
  nextScenario: ScenarioName | null = null;
  /** Payments that go on, with the lines their answers are awaited on. */
  readonly #open = new Map<string, { readonly header: TillHeader; readonly line: Line }>();
  /** Messages so far, by number and operation. */
  readonly #calls = new Map<string, number>();
  /** Scenarios by number: a payment that was lost has no place in the books. */
  readonly #scenarios = new Map<string, ScenarioName>();
  readonly #onOpen: (number: string) => void;

  constructor(onOpen: (number: string) => void) {
    this.#onOpen = onOpen;
  }

  serve(text: string, line: Line): void {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), requestSchema), text);
    // what has no header that can be answered to is not answered
    if (!parsed.success) line.drop();
    else this.#serve(parsed.output.SaleToPOIRequest, line);
  }

  #serve(request: TillRequest, line: Line): void {
    const { operation, number } = subjectOf(request);
    if (operation === 'charge') this.#choose(number);
    const fault = this.#faultOf(operation, number);
    if (fault === 'lost-request') {
      line.drop();
      return;
    }
    const body = this.#act(request, line, fault);
    this.#tellOpen();
    if (fault === 'lost-answer') line.drop();
    else if (body !== null) line.send(envelope(request.MessageHeader, body), fault);
  }

  #choose(number: string): void {
    if (this.#scenarios.has(number)) return;
    this.#scenarios.set(number, this.nextScenario ?? 'paid');
    this.nextScenario = null;
  }

  #faultOf(operation: Operation, number: string): Fault | null {
    const name = `${number} ${operation}`;
    const calls = this.#calls.get(name) ?? 0;
    this.#calls.set(name, calls + 1);
    const scenario: Scenario = scenarios[this.#scenarios.get(number) ?? 'paid'];
    const planned = scenario.faults?.[operation];
    return planned && calls < planned.times ? planned.fault : null;
  }

  /** The answer, or null when it comes later on the same line. */
  #act(request: TillRequest, line: Line, fault: Fault | null): object | null {
    if ('PaymentRequest' in request) return this.#pay(request, line, fault);
    if ('TransactionStatusRequest' in request) {
      const asked = request.TransactionStatusRequest;
      const entry =
        'POIData' in asked
          ? this.books.find(asked.POIData.POITransactionID.TransactionID)
          : this.books.get(asked.SaleData.SaleTransactionID.TransactionID);
      if (entry) this.books.ask(entry);
      return statusBody(request.MessageHeader, entry, fault);
    }
    const { number } = subjectOf(request);
    if ('AbortRequest' in request) {
      const entry = this.books.get(number);
      if (entry) this.books.abort(entry);
      const isStopped = entry?.state === 'aborted';
      const Response = isStopped ? success : failure(entry ? 'NotAllowed' : 'NotFound');
      return { AbortResponse: { Response, SaleData: saleDataOf(number) } };
    }
    const outcome = this.books.reverse(number);
    if (outcome === 'reversed') return reversalBody(number, success);
    return reversalBody(number, failure(outcome === 'not-found' ? 'NotFound' : 'InProgress'));
  }

  #pay({ PaymentRequest, MessageHeader }: Payment, line: Line, fault: Fault | null): object | null {
    const { SaleData, PaymentTransaction, PaymentData } = PaymentRequest;
    const number = SaleData.SaleTransactionID.TransactionID;
    const { AmountsReq, OriginalPOITransaction } = PaymentTransaction;
    const entered = this.books.enter({
      saleTransactionId: number,
      kind: PaymentData.PaymentType,
      amountMinor: Math.round(Number(AmountsReq.RequestedAmount) * 100),
      scenario: this.#scenarios.get(number) ?? 'paid',
      originalRef: OriginalPOITransaction?.POITransactionID.TransactionID ?? null,
    });
    if ('refusal' in entered) {
      const Response = failure(entered.refusal);
      return { PaymentResponse: { Response, SaleData: saleDataOf(number) } };
    }
    if (entered.entry.state !== 'in-progress') return paymentBody(entered.entry, fault);
    this.#open.set(number, { header: MessageHeader, line });
    this.#onOpen(number);
    return null;
  }

  /** Payments that have ended meanwhile are answered on the lines that were kept open. */
  #tellOpen(): void {
    for (const [number, { header, line }] of this.#open) {
      const entry: Entry | null = this.books.get(number);
      if (entry?.state === 'in-progress') continue;
      this.#open.delete(number);
      if (entry) line.send(envelope(header, paymentBody(entry, null)), null);
    }
  }
}

function subjectOf(request: TillRequest): { operation: Operation; number: string } {
  if ('PaymentRequest' in request) {
    const { TransactionID: number } = request.PaymentRequest.SaleData.SaleTransactionID;
    return { operation: 'charge', number };
  }
  if ('TransactionStatusRequest' in request) {
    const asked = request.TransactionStatusRequest;
    const number = 'SaleData' in asked ? asked.SaleData.SaleTransactionID.TransactionID : '';
    return { operation: 'query', number };
  }
  if ('AbortRequest' in request) {
    const { TransactionID: number } = request.AbortRequest.SaleData.SaleTransactionID;
    return { operation: 'abort', number };
  }
  const { TransactionID: number } = request.ReversalRequest.SaleData.SaleTransactionID;
  return { operation: 'reverse', number };
}
