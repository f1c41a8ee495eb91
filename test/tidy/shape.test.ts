import { describe, expect, it } from 'vitest';
import { files, read } from './tree.ts';

/** What may stand at the top; files beyond the first four are there because a tool demands it. */
const topLevel = new Set([
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'main',
  'renderer',
  'drivers',
  'hub',
  'test',
  'build',
  'docs',
  '.ci',
  '.gitignore',
  '.npmrc',
  'biome.json',
  'eslint.config.js',
  'vitest.config.ts',
]);

it('nothing stands at the top level but the fixed list', () => {
  const found = new Set(files.map((path) => path.split('/')[0] ?? path));
  expect([...found].filter((name) => !topLevel.has(name))).toEqual([]);
});

describe('decision records', () => {
  const records = files.filter((path) => path.startsWith('docs/decisions/'));

  it('are numbered and named by what was decided', () => {
    const name = /^docs\/decisions\/\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md$/;
    expect(records.filter((path) => !name.test(path))).toEqual([]);
    const numbers = records.map((path) => path.slice('docs/decisions/'.length).slice(0, 4));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it.each(records)('%s has a title, a context, a decision and consequences', (path) => {
    const headings = read(path)
      .split('\n')
      .filter((line) => /^#{1,2} /.test(line));
    expect(headings[0]).toMatch(/^# \S/);
    expect(headings.slice(1)).toEqual(['## Context', '## Decision', '## Consequences']);
  });

  it.each(records)('%s is half a page', (path) => {
    // A diagram or a table is looked at, not read through.
    const prose = read(path)
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .replaceAll(/^\|.*$/gm, '');
    expect(prose.split(/\s+/).length).toBeLessThanOrEqual(450);
  });
});

it('every command of package.json has a file to run', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const words = Object.values(scripts).flatMap((script) => script.split(/[ =]/));
  const programs = words.filter((word) => /\.(ts|mjs)$/.test(word));
  expect(programs.filter((path) => !files.includes(path.replace('./', '')))).toEqual([]);
});
