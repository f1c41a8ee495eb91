import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { TraceRow } from '../../main/contract/bench/queries.ts';
import type { BenchSnapshot } from '../../main/contract/bench/snapshot.ts';
import type { CommandName } from '../../main/contract/commands.ts';
import type { FailureCode } from '../../main/contract/failure.ts';
import type { ItemTile, QueryName } from '../../main/contract/queries.ts';
import type { CustomerSnapshot, TillSnapshot } from '../../main/contract/snapshots.ts';
import * as accounts from './sample-accounts.ts';
import * as sampleBench from './sample-bench.ts';
import { categories, items } from './sample-goods.ts';
import { moneyAnswers } from './sample-money.ts';
import { devices, receipt, report } from './sample-records.ts';
import * as samples from './samples.ts';

const root = path.resolve(import.meta.dirname, '../..');
const origin = 'https://pos.local';

/** The policy that the hosts send with every file. */
const policy = "default-src 'self'; img-src 'self' data:";

export type Files = ReadonlyMap<string, Uint8Array | string>;

/** Both pages as they are shipped, kept in memory. */
export async function bundlePages(): Promise<Files> {
  const { outputFiles } = await build({
    entryPoints: [`${root}/renderer/cashier.tsx`, `${root}/renderer/customer.tsx`],
    outdir: '/',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    write: false,
    logLevel: 'silent',
  });
  const page = (name: string) => readFileSync(`${root}/renderer/${name}`, 'utf8');
  return new Map<string, Uint8Array | string>([
    ...outputFiles.map((file) => [file.path, file.contents] as const),
    ['/', page('index.html')],
    ['/customer.html', page('customer.html')],
  ]);
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
}

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
};

async function serve(page: Page, files: Files): Promise<void> {
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const extension = path.extname(pathname) || '.html';
    const headers = {
      'content-type': contentTypes[extension] ?? 'application/octet-stream',
      'content-security-policy': policy,
    };
    const file = files.get(pathname);
    if (file !== undefined) {
      const body = typeof file === 'string' ? file : Buffer.from(file);
      return route.fulfill({ headers, body });
    }
    if (!pathname.startsWith('/assets/')) return route.fulfill({ status: 404, body: '' });
    return route
      .fulfill({ headers, path: `${root}/renderer${pathname}` })
      .catch(() => route.abort());
  });
}

/** What the fake main answers to each question; the shelf is handed out page by page. */
type Answers = Partial<Record<QueryName, unknown>> & {
  readonly shelf?: readonly ItemTile[];
  /** What went over the wire so far; `pushWire` adds to it. */
  readonly wire?: readonly TraceRow[];
  /** Commands and questions that are refused, and why. */
  readonly refused?: Partial<Record<CommandName | QueryName, FailureCode>>;
  /** Why no question is answered until `becomeReady`. */
  readonly unready?: FailureCode;
  /** Commands that are taken, and whose first answer is lost. */
  readonly lost?: readonly CommandName[];
};
type PageOfShelf = { readonly offset: number; readonly limit: number };

export type SentCommand = {
  readonly name: string;
  readonly input: { readonly commandId: string; readonly input: unknown };
};

/** A main that answers questions, accepts and remembers every command, and pushes when told to. */
function fakeTerminal(answers: Answers): void {
  const sent: { name: string; input: unknown }[] = [];
  const isReady = () => document.documentElement.hasAttribute('data-ready');
  const wire = [...(answers.wire ?? [])];
  window.addEventListener('main-pushes', (event) => {
    if (event instanceof CustomEvent && event.detail.topic === 'wire') {
      wire.push(event.detail.payload);
    }
  });
  const shelfFrom = ({ offset, limit }: PageOfShelf) => {
    const shelf = answers.shelf ?? [];
    return { items: shelf.slice(offset, offset + limit), total: shelf.length };
  };
  const invoke = async (name: string, input: unknown) => {
    if (name === 'till.snapshot' && answers.unready && !isReady()) {
      return { ok: false, error: { code: answers.unready, message: '', retry: 'now' } };
    }
    const code = Object.entries(answers.refused ?? {}).find(([refused]) => refused === name)?.[1];
    const refusal = { ok: false, error: { code, message: '', retry: 'never' } };
    if (code && name in answers) return refusal;
    if (name === 'bench.trace') {
      const { after } = input as { readonly after: number };
      return { ok: true, value: wire.filter(({ number }) => number > after) };
    }
    if (name in answers) return { ok: true, value: answers[name as QueryName] };
    if (name === 'catalogue.browse') return { ok: true, value: shelfFrom(input as PageOfShelf) };
    const isFirst = !sent.some((command) => command.name === name);
    sent.push({ name, input });
    document.documentElement.setAttribute('data-sent', JSON.stringify(sent));
    if (isFirst && answers.lost?.some((lost) => lost === name)) return new Promise(() => undefined);
    return code ? refusal : { ok: true, value: { revision: 1 } };
  };
  const subscribe = (topic: string, listener: (payload: unknown) => void) => {
    const hear = (event: Event) => {
      if (event instanceof CustomEvent && event.detail.topic === topic)
        listener(event.detail.payload);
    };
    window.addEventListener('main-pushes', hear);
    return () => window.removeEventListener('main-pushes', hear);
  };
  Object.assign(window, { terminal: Object.freeze({ invoke, subscribe }) });
}

async function open(page: Page, files: Files, address: string, answers: Answers): Promise<void> {
  await page.addInitScript(fakeTerminal, answers);
  // A colour on its way to another one is nobody's to read; what counts is where it arrives.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await serve(page, files);
  await page.goto(`${origin}${address}`);
  await page.locator('main').waitFor();
}

/** Opens the cashier's page on a snapshot. */
export async function openCashier(
  page: Page,
  files: Files,
  change: Partial<TillSnapshot>,
  answers: Answers = {},
): Promise<void> {
  await open(page, files, '/', {
    'till.snapshot': { ...samples.till, ...change },
    'devices.snapshot': devices,
    'bench.snapshot': sampleBench.bench,
    'bench.history': sampleBench.history,
    wire: sampleBench.trace,
    'demo.snapshot': samples.demo,
    'staff.list': samples.staff,
    'catalogue.categories': categories,
    shelf: items,
    'catalogue.search': items.slice(0, 7),
    'report.day': report,
    'receipt.preview': receipt,
    'account.list': accounts.accountList,
    'reconcile.days': accounts.reconciledDays,
    'reconcile.differences': accounts.differences,
    'inbox.list': accounts.inbox,
    ...moneyAnswers,
    ...answers,
  });
}

/** Lets a main that was opened `unready` answer from now on. */
export async function becomeReady(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-ready', ''));
}

export async function openCustomer(
  page: Page,
  files: Files,
  change: Partial<CustomerSnapshot>,
): Promise<void> {
  await open(page, files, '/customer.html', {
    'customer.snapshot': { ...samples.customer, ...change },
  });
}

/** Pushes the next snapshot, as main does, and waits until it has been painted. */
export async function push(
  page: Page,
  topic: keyof typeof wholes,
  change: Partial<TillSnapshot> | Partial<CustomerSnapshot> | Partial<BenchSnapshot>,
): Promise<void> {
  revision += 1;
  await page.evaluate(pushHere, [topic, { ...wholes[topic], ...change, revision }] as const);
}

const wholes = { till: samples.till, customer: samples.customer, bench: sampleBench.bench };

/** Lets one more transfer go over the wire of every device. */
export async function pushWire(page: Page, row: TraceRow): Promise<void> {
  await page.evaluate(pushHere, ['wire', row] as const);
}

let revision = 1;

async function pushHere([topic, payload]: readonly [string, unknown]): Promise<void> {
  window.dispatchEvent(new CustomEvent('main-pushes', { detail: { topic, payload } }));
  // Two frames for the snapshot, two for what its screen asks and shows next.
  for (let frame = 0; frame < 4; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** The commands that the page has sent, oldest first. */
export function commandsSent(page: Page): Promise<readonly SentCommand[]> {
  return page.evaluate(() => {
    const said = document.documentElement.getAttribute('data-sent');
    return JSON.parse(said ?? '[]');
  });
}
