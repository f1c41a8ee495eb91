/** PostgreSQL keeps neither NUL nor half of a surrogate pair; JSON can say both. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
