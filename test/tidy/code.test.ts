import { describe, expect, it } from 'vitest';
import { findBannedSyntax, findBannedWords } from './banned.ts';
import { linesPerFile, linesPerFunction, longFunctions } from './size.ts';
import { files, parse, programs, read, syntax, texts } from './tree.ts';

/** They name what they look for. */
const aboutBans = new Set(['test/tidy/banned.ts', 'test/tidy/code.test.ts']);

describe('files and functions', () => {
  it(`no file is longer than ${linesPerFile} lines`, () => {
    const written = files.filter((path) => /\.(ts|tsx|mjs|js|css|sh|html)$/.test(path));
    const long = written
      .map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
      .filter(({ lines }) => lines > linesPerFile);
    expect(long).toEqual([]);
  });

  it(`no function is longer than ${linesPerFunction} lines`, () => {
    expect(programs.flatMap((path) => longFunctions(syntax(path)))).toEqual([]);
  });

  it('the lines of a named function inside another count once', () => {
    const body = (lines: number) => 'step();\n'.repeat(lines);
    const inner = `function inner() {\n${body(50)}}\n`;
    const nested = `function outer() {\n${body(40)}${inner}}\n`;
    expect(longFunctions(parse('planted.ts', nested))).toEqual([]);
    const long = `function outer() {\n${body(40)}[1].map(() => {\n${body(40)}});\n}\n`;
    expect(longFunctions(parse('planted.ts', long))).toEqual(['planted.ts:1 (84 lines)']);
  });

  it('names of files are in kebab-case', () => {
    const ours = files.filter((path) => /^(main|renderer|drivers|hub|test|build)\//.test(path));
    expect(ours.filter((path) => /[A-Z _]/.test(withoutGivenNames(path)))).toEqual([]);
  });
});

/** Capitals that are not our choice: language tags, and the names that tools look for. */
function withoutGivenNames(path: string): string {
  return path.replace(/zh-(CN|TW)|README\.md$|DEBIAN\//g, '');
}

describe('banned words', () => {
  it('are in no text', () => {
    const found = texts
      .filter((path) => !aboutBans.has(path))
      .flatMap((path) => findBannedWords(path, read(path)));
    expect(found).toEqual([]);
  });

  it.each([
    '// TODO later',
    'it.only("x", f)',
    'describe.concurrent.only("x", f)',
    'open("/root/shop/x")',
    'https://registry.example.com/x',
    '// @ts-ignore',
    '// biome-ignore lint/x',
  ])('are found when planted: %s', (line) => {
    expect(findBannedWords('planted.ts', line)).toHaveLength(1);
  });

  it.each(['mkdtemp("XXXXXX")', '/* network/works/ */', '// biome-ignore lint/x: no other way'])(
    'are not seen where they are not: %s',
    (line) => {
      expect(findBannedWords('planted.ts', line)).toEqual([]);
    },
  );
});

describe('constructions that hide mistakes', () => {
  it('are in no program', () => {
    const found = programs
      .filter((path) => !aboutBans.has(path))
      .flatMap((path) => findBannedSyntax(syntax(path)));
    expect(found).toEqual([]);
  });

  it.each([
    ['let a: any;', 'planted.ts:1 any'],
    ['f(x as any);', 'planted.ts:1 any'],
    ['const a = x as unknown as Till;', 'planted.ts:1 as unknown as'],
    ['const a = (x as unknown) as Till;', 'planted.ts:1 as unknown as'],
    ['x!.y();', 'planted.ts:1 non-null assertion'],
    ['try { f(); } catch { /* never mind */ }', 'planted.ts:1 empty catch'],
    ['f().catch(() => {});', 'planted.ts:1 silent .catch() without a reason above it'],
    ['f().catch(() => undefined);', 'planted.ts:1 silent .catch() without a reason above it'],
  ])('are found when planted: %s', (text, finding) => {
    expect(findBannedSyntax(parse('planted.ts', text))).toEqual([finding]);
  });

  it('handling an error is not one of them', () => {
    const text = 'try { f(); } catch (e) { report(e); } g().catch(report); g().catch(() => 0);';
    const reason = '// the close event tells the rest\nf().catch(() => {});';
    expect(findBannedSyntax(parse('planted.ts', reason))).toEqual([]);
    expect(findBannedSyntax(parse('planted.ts', text))).toEqual([]);
  });
});
