/** What the simulated customer, bank and line do. A terminal has no code to choose by: `next` says it. */

export type Fault =
  /** The line closes before anything has happened. */
  | 'lost-request'
  /** It has happened, and the line closes. */
  | 'lost-answer'
  | 'half-frame'
  | 'too-long'
  /** Not this protocol at all. */
  | 'garbage'
  /** A frame with something else than JSON in it. */
  | 'no-json'
  /** The same answer once more behind the first. */
  | 'twice'
  /** A card number where the masked one belongs. */
  | 'card-number'
  | 'wrong-amount'
  /** The answer is about another order. */
  | 'another-order'
  | 'slow';

export type Operation = 'charge' | 'query' | 'abort' | 'reverse';

export type Scenario = {
  /**
   * When the money moves: at once, after so many questions, as the abort comes in, or not. Until
   * then the payment's own line stays open.
   */
  readonly pays: 'at-once' | 'never' | 'before-abort' | { readonly afterQueries: number };
  /** The ErrorCondition the payment ends with. */
  readonly refusal?: string;
  /** The first `times` messages of a sort go wrong like this. */
  readonly faults?: Partial<Record<Operation, { readonly fault: Fault; readonly times: number }>>;
};

const always = Number.POSITIVE_INFINITY;

const refused = (refusal: string): Scenario => ({ pays: 'never', refusal });

const spoiled = (fault: Fault): Scenario => ({
  pays: 'at-once',
  faults: { charge: { fault, times: 1 } },
});

export const scenarios = {
  paid: { pays: 'at-once' },
  'waiting-then-paid': { pays: { afterQueries: 2 } },
  'waiting-never': { pays: 'never' },
  refusal: refused('Refusal'),
  'wrong-pin': refused('WrongPIN'),
  cancel: refused('Cancel'),
  busy: refused('Busy'),
  'bank-unreachable': refused('UnreachableHost'),
  'lost-request': spoiled('lost-request'),
  'lost-answer': spoiled('lost-answer'),
  'answered-twice': spoiled('twice'),
  slow: spoiled('slow'),
  garbage: spoiled('garbage'),
  'no-json': spoiled('no-json'),
  'half-frame': spoiled('half-frame'),
  'too-long-frame': spoiled('too-long'),
  'another-order': spoiled('another-order'),
  'card-number-once': spoiled('card-number'),
  'card-number-always': {
    pays: 'at-once',
    faults: {
      charge: { fault: 'card-number', times: always },
      query: { fault: 'card-number', times: always },
    },
  },
  'wrong-amount': {
    pays: 'at-once',
    faults: {
      charge: { fault: 'wrong-amount', times: always },
      query: { fault: 'wrong-amount', times: always },
    },
  },
  'query-errors-then-paid': {
    pays: { afterQueries: 3 },
    faults: { query: { fault: 'lost-answer', times: 2 } },
  },
  'abort-too-late': { pays: 'before-abort' },
  'reversal-request-lost': {
    pays: 'before-abort',
    faults: { reverse: { fault: 'lost-request', times: 2 } },
  },
  'reversal-answer-lost': {
    pays: 'before-abort',
    faults: { reverse: { fault: 'lost-answer', times: 2 } },
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

export const scenarioNames = Object.keys(scenarios).filter(isScenarioName);

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}
