import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { QueryName } from '../../main/contract/queries.ts';
import type { CustomerSnapshot, TillSnapshot } from '../../main/contract/snapshots.ts';
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

/** What the fake main answers to each question. */
export type Answers = Partial<Record<QueryName, unknown>>;

/** A main that shows one snapshot, answers questions, and accepts and remembers every command. */
function fakeTerminal(answers: Answers): void {
  const sent: unknown[] = [];
  const listeners = new Map<string, (payload: unknown) => void>();
  Object.assign(window, {
    sent,
    push: (topic: string, payload: unknown) => listeners.get(topic)?.(payload),
    terminal: Object.freeze({
      invoke: async (name: string, input: unknown) => {
        if (name in answers) {
          const value = answers[name as QueryName];
          return { ok: true, value };
        }
        sent.push({ name, input });
        return { ok: true, value: { revision: 1 } };
      },
      subscribe: (topic: string, listener: (payload: unknown) => void) => {
        listeners.set(topic, listener);
        return () => listeners.delete(topic);
      },
    }),
  });
}

async function open(page: Page, files: Files, address: string, answers: Answers): Promise<void> {
  await page.addInitScript(fakeTerminal, answers);
  await serve(page, files);
  await page.goto(`${origin}${address}`);
  await page.locator('main').waitFor();
}

/** Opens the cashier's page on a snapshot. */
export async function openCashier(
  page: Page,
  files: Files,
  change: Partial<TillSnapshot>,
): Promise<void> {
  const snapshot = { ...samples.till, ...change };
  await open(page, files, '/', {
    'till.snapshot': snapshot,
    'devices.snapshot': samples.devices,
    'demo.snapshot': samples.demo,
    'staff.list': samples.staff,
    'catalogue.categories': samples.categories,
    'catalogue.browse': { items: samples.items.slice(0, 60), total: 60 },
    'catalogue.search': samples.items.slice(0, 7),
    'report.day': samples.report,
    'receipt.preview': samples.receipt,
  });
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
