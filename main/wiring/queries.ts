import * as v from 'valibot';
import type { BenchEngine } from '../bench/bench.ts';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import {
  type CategoryShown,
  type ItemTile,
  isQueryName,
  type QueryInput,
  type QueryName,
  type QueryOutput,
  queries,
} from '../contract/queries.ts';
import type { CustomerSnapshot, DevicesSnapshot, TillSnapshot } from '../contract/snapshots.ts';
import type { CatalogueItem } from '../contract/sync/catalogue.ts';
import { localDay } from '../domain/business-day.ts';
import type { Reports } from '../report/day.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';
import type { AccountDesk } from './accounts.ts';
import type { DemoLink } from './demo-link.ts';
import { isFitter } from './fitter.ts';
import type { Inbox } from './inbox.ts';
import type { LookUps } from './look-ups.ts';
import { type Papers, receiptFor } from './papers.ts';
import { paymentAnswers } from './payment-queries.ts';
import type { ReconcilingDesk } from './reconciling.ts';

export type QueryParts = {
  readonly store: Store;
  readonly settings: Settings;
  readonly reports: Reports;
  readonly papers: Papers;
  readonly demo: DemoLink | null;
  till(): TillSnapshot;
  customer(): CustomerSnapshot;
  devices(): DevicesSnapshot;
  readonly bench: BenchEngine;
  readonly lookUps: LookUps;
  readonly accounts: AccountDesk;
  readonly reconciling: ReconcilingDesk;
  readonly inbox: Inbox;
  now(): number;
};

type Answers = {
  readonly [Name in QueryName]: (
    parts: QueryParts,
    input: QueryInput<Name>,
  ) => Result<QueryOutput<Name>>;
};

const answers: Answers = {
  'till.snapshot': (parts) => succeed(parts.till()),
  'customer.snapshot': (parts) => succeed(parts.customer()),
  'devices.snapshot': (parts) => succeed(parts.devices()),
  'demo.snapshot': ({ demo }) => {
    const snapshot = demo?.snapshot();
    return snapshot ? succeed(snapshot) : refuse('demo.only', 'there is no demo world here');
  },
  'staff.list': ({ store }) => succeed(store.staff.list()),
  'catalogue.categories': ({ store }) =>
    succeed(
      store.catalogue
        .categories()
        .map(({ id, name, picture }): CategoryShown => ({ id, name, picture: picture ?? null })),
    ),
  'catalogue.browse': ({ store }, input) => {
    const { items, total } = store.catalogue.browse(input);
    return succeed({ items: items.map(toTile), total });
  },
  'catalogue.search': ({ store }, { text }) =>
    succeed(store.catalogue.search(text, limits.searchResults).map(toTile)),
  'report.day': ({ store, settings, reports, now }, { businessDay }) => {
    const { timeZone, currency } = settings.store;
    const day = businessDay ?? store.sales.openShift()?.businessDay ?? localDay(now(), timeZone);
    return succeed(reports.day(day, currency));
  },
  'receipt.preview': ({ store, papers }, { saleId }) => {
    const document = receiptFor(store, papers, saleId, false);
    if (!document) return refuse('receipt.not-found', `no finished sale or refund ${saleId}`);
    const { widthCells, blocks } = document;
    return succeed({ widthCells, blocks: [...blocks] });
  },
  ...paymentAnswers,
  'bench.snapshot': (parts) => forFitters(parts, (bench) => bench.snapshot()),
  'bench.trace': (parts, { deviceId, after }) =>
    forFitters(parts, (bench) => bench.trace(deviceId, after)),
  'bench.history': (parts, { deviceId }) => forFitters(parts, (bench) => bench.history(deviceId)),
};

/** Bytes and card numbers are for those who may put devices right. */
function forFitters<Value>(parts: QueryParts, look: (bench: BenchEngine) => Value): Result<Value> {
  if (!isFitter(parts.store))
    return refuse('policy.denied', 'the bench is for a manager or technician');
  return succeed(look(parts.bench));
}

function toTile(item: CatalogueItem): ItemTile {
  return {
    id: item.id,
    name: item.name,
    categoryId: item.categoryId,
    unit: item.unit,
    soldBy: item.soldBy,
    priceMinor: item.priceMinor,
    picture: item.picture ?? null,
    code: item.codes[0] ?? null,
  };
}

/** Answers one query of a page; what does not parse is refused. */
export function answerQuery(
  parts: QueryParts,
  name: string,
  input: unknown,
): Result<unknown> | null {
  if (!isQueryName(name)) return null;
  const parsed = v.safeParse<(typeof queries)[QueryName]['input']>(queries[name].input, input);
  if (!parsed.success) return refuse('invalid_command', `${name} does not parse`);
  return answerParsed(parts, name, parsed.output as QueryInput<typeof name>);
}

function answerParsed<Name extends QueryName>(
  parts: QueryParts,
  name: Name,
  input: QueryInput<Name>,
): Result<QueryOutput<Name>> {
  return answers[name](parts, input);
}
