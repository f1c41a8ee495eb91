import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '..', '..');

/** Every file of the project, relative to its root: what git knows or would take. */
export const files: readonly string[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
)
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)))
  .sort();

/** The files that people write as programs. */
export const programs = files.filter((path) => /\.(ts|tsx|mjs|js)$/.test(path));

/** Programs and what else is written line by line and read by people. */
export const texts = files.filter((path) =>
  /(\.(ts|tsx|mjs|js|css|html|json|md|sh|service|rules|yml)|\.ci\/run)$/.test(path),
);

/** @throws when there is no such file */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

const parsed = new Map<string, ts.SourceFile>();

/** The syntax of a program, with parents. */
export function syntax(path: string): ts.SourceFile {
  const known = parsed.get(path);
  if (known) return known;
  const source = parse(path, read(path));
  parsed.set(path, source);
  return source;
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** `path:line` of a node, as editors open it. */
export function place(source: ts.SourceFile, node: ts.Node): string {
  return `${source.fileName}:${lineOf(source, node.getStart(source)) + 1}`;
}

/** Counted from 0. */
export function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line;
}

/** Every node below and including the given one, parents first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
}
