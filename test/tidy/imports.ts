import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import { nodesOf, place } from './tree.ts';

/** One arrow: `path` needs a file of the project (`main/domain/money.ts`) or a package. */
export type Import = {
  readonly path: string;
  readonly place: string;
  readonly target: { readonly file: string } | { readonly package: string };
  /** Gone when the program runs. */
  readonly isTypeOnly: boolean;
};

/** All imports of a program: static, re-exporting, dynamic with a literal, in type positions. */
export function importsOf(source: ts.SourceFile): Import[] {
  return [...nodesOf(source)].flatMap((node) => {
    const specifier = specifierOf(node);
    if (!specifier || !ts.isStringLiteralLike(specifier)) return [];
    return [
      {
        path: source.fileName,
        place: place(source, node),
        target: targetOf(source.fileName, specifier.text),
        isTypeOnly: isTypeOnly(node),
      },
    ];
  });
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return node.argument.literal;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return isImport || isRequire ? node.arguments[0] : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === typeKeyword;
  return ts.isImportTypeNode(node) || (ts.isExportDeclaration(node) && node.isTypeOnly);
}

const typeKeyword = ts.SyntaxKind.TypeKeyword;

function targetOf(path: string, specifier: string): Import['target'] {
  if (specifier.startsWith('.')) return { file: join(dirname(path), specifier) };
  const parts = specifier.split('/');
  const isScoped = specifier.startsWith('@');
  return { package: parts.slice(0, isScoped ? 2 : 1).join('/') };
}

/** What the files of one folder, and of those below it that have no row of their own, may import. */
export type Layer = {
  /** Files and folders of the project besides its own. */
  readonly files: readonly string[];
  /** Exceptions to `files`. */
  readonly except?: readonly string[];
  /** Files and folders, by `import type` alone. */
  readonly types?: readonly string[];
  /** Packages; `node:` stands for all of Node but `node:sqlite`. */
  readonly packages: readonly string[];
  /** Packages, by `import type` alone. */
  readonly typePackages?: readonly string[];
};

export type Layers = Readonly<Record<string, Layer>>;

/** Arrows that no row allows, as `path:line → target`. */
export function forbidden(layers: Layers, imports: readonly Import[]): string[] {
  return imports.filter((arrow) => !isAllowed(layers, arrow)).map(textOf);
}

function isAllowed(layers: Layers, { path, target, isTypeOnly }: Import): boolean {
  const folder = innermost(Object.keys(layers), path);
  const layer = folder === undefined ? undefined : layers[folder];
  if (!layer) return false;
  if ('package' in target) {
    const packages = [...layer.packages, ...(isTypeOnly ? (layer.typePackages ?? []) : [])];
    return (
      packages.some((name) => name === target.package) || isPlainNode(packages, target.package)
    );
  }
  if (innermost(Object.keys(layers), target.file) === folder) return true;
  if (innermost(layer.except ?? [], target.file) !== undefined) return false;
  const files = [...layer.files, ...(isTypeOnly ? (layer.types ?? []) : [])];
  return innermost(files, target.file) !== undefined;
}

/** The database is Node's, and yet its use is a matter of architecture. */
function isPlainNode(packages: readonly string[], name: string): boolean {
  return packages.includes('node:') && name.startsWith('node:') && name !== 'node:sqlite';
}

/** The innermost of the given files and folders that holds the path. */
function innermost(folders: readonly string[], path: string): string | undefined {
  return folders
    .filter((folder) => path === folder || path.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function textOf({ place, target }: Import): string {
  return `${place} → ${'package' in target ? target.package : target.file}`;
}

/** Files that import each other in a ring when the program runs, as `a → b → a`. */
export function rings(imports: readonly Import[]): string[] {
  const arrows = new Map<string, string[]>();
  for (const { path, target, isTypeOnly } of imports) {
    if (isTypeOnly || 'package' in target) continue;
    arrows.set(path, [...(arrows.get(path) ?? []), target.file]);
  }
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    for (const next of arrows.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of arrows.keys()) walk(path, []);
  return found;
}
