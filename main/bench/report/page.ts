import type { Language } from '../../contract/values.ts';
import { localTime } from '../../domain/business-day.ts';
import type { Word } from '../words.ts';
import type { Report } from './compose.ts';
import type { SealedReport } from './seal.ts';

/** The report as a page that prints on its own: no script, no file beside it. */
export function reportPage(
  report: Report,
  seal: Pick<SealedReport, 'hash' | 'signature' | 'publicKey'>,
  language: Language,
  word: Word,
): string {
  const time = (at: number): string => localTime(at, report.store.timeZone);
  const sections = [
    facts(word('bench.versions'), Object.entries(report.versions)),
    facts(word('bench.clock'), [
      [word('bench.clock.now'), time(report.clock.now)],
      [word('bench.clock.zone'), report.clock.timeZone],
      [word('bench.clock.offset'), offsetOf(report.clock.hubOffsetMs)],
      [word('bench.clock.uptime'), `${Math.round(report.clock.uptimeMs / 60_000)} min`],
    ]),
    ...report.devices.map((device) => deviceSection(device, word, time)),
    storageSection(report, word),
    networkSection(report, word),
    ...report.drills.map((drill) =>
      facts(word(`bench.drill.${drill.drill}`), [
        [time(drill.at), word(drill.isPassed ? 'bench.drill.passed' : 'bench.drill.failed')],
        ...Object.entries(drill.facts).map(([name, value]) => [name, String(value)] as const),
      ]),
    ),
    facts(word('report.seal'), Object.entries(seal)),
  ];
  const title = `${word('report.title')} ${report.terminal.number}`;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<title>${escapeHtml(title)}</title><style>${style}</style></head><body>`,
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>${escapeHtml(report.store.name[language] ?? report.store.name['zh-CN'])} · ${time(report.at)}</p>`,
    ...sections,
    '</body></html>',
  ].join('\n');
}

const style = `body{font:14px/1.5 system-ui,sans-serif;margin:2em;color:#111;background:#fff}
h1{font-size:22px}h2{font-size:16px;margin:1.5em 0 .3em}
table{border-collapse:collapse;width:100%}
td,th{border:1px solid #999;padding:2px 8px;text-align:left;vertical-align:top;
overflow-wrap:anywhere}td{font-family:ui-monospace,monospace;font-size:12px}
section{break-inside:avoid}`;

type Fact = readonly [string, string];

function facts(title: string, rows: readonly Fact[]): string {
  const body = rows.map(
    ([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<section><h2>${escapeHtml(title)}</h2><table>${body.join('')}</table></section>`;
}

function deviceSection(
  device: Report['devices'][number],
  word: Word,
  time: (at: number) => string,
): string {
  const { lastSuccessAt, lastFailure } = device;
  const checks = device.checks.map(
    ({ at, level, durationMs, codes }): Fact => [
      `${time(at)} ${word(`bench.level.${level}`)}`,
      `${codes.map((code) => word(`health.${code}`)).join(' · ')} (${durationMs} ms)`,
    ],
  );
  return facts(`${device.id} · ${device.model ?? device.kind}`, [
    [word('bench.path'), device.path],
    [word('report.device.state'), [device.connection, device.lifecycle, device.power].join(' · ')],
    ...Object.entries(device.identity),
    [word('report.device.lastSuccess'), lastSuccessAt === null ? '–' : time(lastSuccessAt)],
    [
      word('report.device.lastFailure'),
      lastFailure === null ? '–' : `${time(lastFailure.at)} ${word(`failure.${lastFailure.code}`)}`,
    ],
    ...device.counters.map(({ name, today, life }): Fact => [name, `${today} / ${life}`]),
    ...checks,
  ]);
}

function storageSection({ storage }: Report, word: Word): string {
  if (!storage) return facts(word('bench.storage'), []);
  const { path, databaseBytes, walBytes, freeBytes, isIntact, syncMedianUs, syncP99Us } = storage;
  return facts(word('bench.storage'), [
    [word('bench.path'), path],
    [word('bench.database'), megabytes(databaseBytes)],
    [word('bench.wal'), megabytes(walBytes)],
    [word('bench.free'), megabytes(freeBytes)],
    [word('report.storage.integrity'), word(isIntact ? 'bench.intact' : 'bench.broken')],
    [word('report.storage.sync'), `${syncMedianUs} µs / ${syncP99Us} µs`],
  ]);
}

function networkSection({ network }: Report, word: Word): string {
  const rows = (network?.hops ?? []).map(
    ({ hop, target, isReachable, durationMs, reason }): Fact => [
      `${word(`bench.hop.${hop}`)} ${target}`,
      isReachable === true ? `${durationMs ?? 0} ms` : word(`bench.reason.${reason ?? 'failed'}`),
    ],
  );
  return facts(word('bench.network'), rows);
}

function offsetOf(offsetMs: number | null): string {
  return offsetMs === null ? '–' : `${offsetMs} ms`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
