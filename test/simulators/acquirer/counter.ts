/** How often something has happened before, by name. */
export class Counter {
  readonly #counts = new Map<string, number>();

  next(name: string): number {
    const before = this.#counts.get(name) ?? 0;
    this.#counts.set(name, before + 1);
    return before;
  }
}
