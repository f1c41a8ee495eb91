import { IntlMessageFormat } from 'intl-messageformat';
import ts from 'typescript';
import { nodesOf, place } from './tree.ts';

/** Characters and punctuation of Chinese and Japanese, full-width forms included. */
const eastAsian =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

/** Lines with Chinese or Japanese in them, comments included, as `path:line: text`. */
export function findEastAsian(path: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      eastAsian.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 80)}`] : [],
    );
}

const spokenAttributes = new Set(['alt', 'aria-label', 'aria-description', 'placeholder', 'title']);

/** Words written straight into a screen instead of the language files. */
export function findUntranslated(source: ts.SourceFile): string[] {
  return [...nodesOf(source)].flatMap((node) => {
    const words = spokenWords(node);
    return words && /\p{Letter}{2}/u.test(words) ? [`${place(source, node)}: ${words.trim()}`] : [];
  });
}

function spokenWords(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) return node.text;
  if (!ts.isJsxAttribute(node) || !spokenAttributes.has(node.name.getText())) return undefined;
  return node.initializer && ts.isStringLiteral(node.initializer)
    ? node.initializer.text
    : undefined;
}

type Message = ReturnType<IntlMessageFormat['getAst']>[number];

/**
 * The names in braces of a sentence, each once, sorted.
 * @throws when the sentence is not well formed
 */
export function placeholders(sentence: string, language: string): string[] {
  const named = (parts: readonly Message[]): string[] =>
    parts.flatMap((part) => {
      const own = 'value' in part && !isPlainText(part) ? [part.value] : [];
      const options = 'options' in part ? Object.values(part.options) : [];
      const inner = 'children' in part ? part.children : [];
      return [...own, ...options.flatMap((option) => named(option.value)), ...named(inner)];
    });
  const parts = new IntlMessageFormat(sentence, language).getAst();
  return [...new Set(named(parts))].sort();
}

/** Literal text is type 0 in the ICU syntax tree. */
function isPlainText(part: Message): boolean {
  return Number(part.type) === 0;
}
