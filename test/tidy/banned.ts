import ts from 'typescript';
import { nodesOf, place } from './tree.ts';

// This file and its test are the only ones that may contain what is banned.

const bannedWords: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, why: 'finish it, or open an issue' },
  { pattern: /@ts-(ignore|expect-error|nocheck)/, why: 'make the types right' },
  { pattern: /(eslint|biome)-(disable|ignore)(?!.*: \S)/, why: 'give the reason after a colon' },
  { pattern: /\b(it|test|describe)(\.\w+)*\.only\b/, why: 'other tests would not run' },
  { pattern: /(^|[^\w.}])\/(work|root|Users\/\w+)\//, why: 'a path of one machine' },
  { pattern: /\bregistry\.[\w.-]+\.(org|com|cn|dev|io)\b/, why: 'npm knows its registry' },
];

/** Banned words in any text, as `path:line why: line`. */
export function findBannedWords(path: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      bannedWords
        .filter(({ pattern }) => pattern.test(line))
        .map(({ why }) => `${path}:${index + 1} ${why}: ${line.trim().slice(0, 100)}`),
    );
}

/** Constructions that hide mistakes: `any`, casts by way of `unknown`, errors that vanish. */
export function findBannedSyntax(source: ts.SourceFile): string[] {
  const found: string[] = [];
  for (const node of nodesOf(source)) {
    const why = reasonToBan(node);
    if (why) found.push(`${place(source, node)} ${why}`);
  }
  return found;
}

function reasonToBan(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any';
  if (ts.isAsExpression(node) && isCastToUnknown(node.expression)) return 'as unknown as';
  if (ts.isNonNullExpression(node)) return 'non-null assertion';
  if (ts.isCatchClause(node) && node.block.statements.length === 0) return 'empty catch';
  if (ts.isCallExpression(node) && isSilentCatch(node) && !hasReason(node)) {
    return 'silent .catch() without a reason above it';
  }
  return undefined;
}

function isCastToUnknown(node: ts.Expression): boolean {
  const inner = ts.isParenthesizedExpression(node) ? node.expression : node;
  return ts.isAsExpression(inner) && inner.type.kind === ts.SyntaxKind.UnknownKeyword;
}

/** `.catch(() => {})` and `.catch(() => undefined)`. */
function isSilentCatch(call: ts.CallExpression): boolean {
  const [handler] = call.arguments;
  if (!ts.isPropertyAccessExpression(call.expression)) return false;
  if (call.expression.name.text !== 'catch' || !handler || !ts.isArrowFunction(handler)) {
    return false;
  }
  const { body } = handler;
  if (ts.isBlock(body)) return body.statements.length === 0;
  return ts.isIdentifier(body) && body.text === 'undefined';
}

/** Whether a comment stands above the statement. */
function hasReason(call: ts.CallExpression): boolean {
  const statement = ts.findAncestor(call, ts.isStatement);
  const text = call.getSourceFile().text;
  return (ts.getLeadingCommentRanges(text, statement?.getFullStart() ?? 0) ?? []).length > 0;
}
