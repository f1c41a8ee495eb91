/** All that a page gets from its host: `window.terminal`, two functions and nothing else. */
export type Terminal = {
  /** Sends a command or a query and resolves with main's reply. The input must be JSON. */
  invoke(name: string, input?: unknown): Promise<unknown>;
  /** Hears what main pushes under a topic; the returned function ends it. */
  subscribe(topic: string, listener: (payload: unknown) => void): () => void;
};

/** What the two hosts do differently: how text reaches main, and how pushes come back. */
export type Wire = {
  send(text: string): Promise<unknown>;
  listen(receive: (topic: string, payload: unknown) => void): void;
};

export function makeTerminal(wire: Wire): Terminal {
  const listenersByTopic = new Map<string, Set<(payload: unknown) => void>>();

  wire.listen((topic, payload) => {
    for (const listener of listenersByTopic.get(topic) ?? []) {
      // On its own turn, so that one that throws is reported by the page and stops no other.
      queueMicrotask(() => listener(payload));
    }
  });

  return Object.freeze({
    async invoke(name: string, input?: unknown): Promise<unknown> {
      return wire.send(JSON.stringify({ name, input }));
    },
    subscribe(topic: string, listener: (payload: unknown) => void): () => void {
      const listeners = listenersByTopic.get(topic) ?? new Set();
      listenersByTopic.set(topic, listeners.add(listener));
      return () => {
        listeners.delete(listener);
      };
    },
  });
}
