import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FaultyLink = {
  readonly origin: string;
  /** How many requests did not simply pass. */
  faults(): number;
  close(): Promise<void>;
};

const kinds = [
  'pass',
  'pass',
  'pass',
  'lose-request',
  'lose-answer',
  'cut-answer',
  'send-twice',
  'half-open',
] as const;

/** Numbers that look like chance and come again with the seed (xorshift, 32 bits). */
export function seededRandom(seed: number): () => number {
  let state = seed * 2_654_435_761 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A line between a terminal and a hub that loses, cuts, doubles and swallows, as the seed says. */
export async function startFaultyLink(target: string, seed: number): Promise<FaultyLink> {
  const random = seededRandom(seed);
  let faults = 0;
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const kind = kinds[Math.floor(random() * kinds.length)] ?? 'pass';
    if (kind !== 'pass') faults += 1;
    const body = Buffer.concat(await incoming.toArray());
    const forward = () => passOn(target, incoming, body);
    switch (kind) {
      case 'lose-request':
        outgoing.destroy();
        return;
      case 'half-open':
        // Taken in, and never heard of again.
        return;
      case 'lose-answer':
        await forward();
        outgoing.destroy();
        return;
      case 'cut-answer': {
        const answer = await forward();
        outgoing.writeHead(answer.status, { 'content-type': 'application/json' });
        outgoing.write(answer.body.subarray(0, answer.body.length / 2), () => outgoing.destroy());
        return;
      }
      case 'send-twice': {
        const answers = await Promise.all([forward(), forward()]);
        give(outgoing, answers[random() < 0.5 ? 0 : 1] ?? answers[0]);
        return;
      }
      case 'pass':
        give(outgoing, await forward());
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    faults: () => faults,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Answer = { readonly status: number; readonly body: Buffer };

function give(outgoing: ServerResponse, answer: Answer): void {
  outgoing.writeHead(answer.status, { 'content-type': 'application/json' });
  outgoing.end(answer.body);
}

async function passOn(target: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const { host: _, ...headers } = incoming.headers;
  const onward = request(target + incoming.url, { method: incoming.method, headers, agent: false });
  onward.end(body);
  const [answer] = await once(onward, 'response');
  return { status: answer.statusCode, body: Buffer.concat(await answer.toArray()) };
}
