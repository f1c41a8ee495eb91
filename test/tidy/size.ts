import ts from 'typescript';
import { lineOf, nodesOf, place } from './tree.ts';

export const linesPerFile = 400;
export const linesPerFunction = 70;

/** The functions of a file that are longer than allowed, as `path:line name (lines)`. */
export function longFunctions(source: ts.SourceFile): string[] {
  const found: string[] = [];
  for (const node of nodesOf(source)) {
    if (!ts.isFunctionLike(node) || isGroupOfTests(node)) continue;
    const lines = ownLines(source, node);
    if (lines > linesPerFunction) found.push(`${place(source, node)} (${lines} lines)`);
  }
  return found;
}

/** A function's lines without those of the named functions declared inside it. */
function ownLines(source: ts.SourceFile, node: ts.Node): number {
  let lines = spanOf(source, node);
  const visit = (child: ts.Node): void => {
    if (isNamedFunction(child)) lines -= spanOf(source, child);
    else ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return lines;
}

function isNamedFunction(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isAccessor(node) ||
    ts.isConstructorDeclaration(node) ||
    (ts.isArrowFunction(node) &&
      (ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent)))
  );
}

function spanOf(source: ts.SourceFile, node: ts.Node): number {
  return lineOf(source, node.getEnd()) - lineOf(source, node.getStart(source)) + 1;
}

/** `describe(…, () => { … })` is a chapter, not a function. */
function isGroupOfTests(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node.parent) &&
    node.parent.expression.getText().split(/[.(]/)[0] === 'describe'
  );
}
