import { type DemoChild, startChild } from './child.ts';

export type DemoHub = {
  readonly url: string;
  readonly pid: number;
  /** Stops it, or starts it again on the same port and data. */
  set(isUp: boolean): Promise<void>;
  stop(): Promise<void>;
};

export type DemoHubParts = {
  readonly dataDir: string;
  readonly cataloguePath: string;
  readonly enrolmentCode: string;
  readonly adminToken: string;
};

const script = new URL('../../hub/start.ts', import.meta.url);

/** The hub as a child process; the test of an outage takes it away and brings it back. */
export async function startDemoHub(parts: DemoHubParts): Promise<DemoHub> {
  const start = (options: readonly string[]): Promise<DemoChild> =>
    startChild(script, ['--data', parts.dataDir, '--store', 'demo-store', ...options], {
      SAOMA_HUB_ADMIN_TOKEN: parts.adminToken,
    });
  const first = await start([
    ...['--catalogue', parts.cataloguePath],
    ...['--enrolment-code', parts.enrolmentCode],
  ]);
  const url = String(first.greeting.listening);
  let child: DemoChild | null = first;

  const stop = async (): Promise<void> => {
    await child?.stop();
    child = null;
  };
  return {
    url,
    pid: first.pid,
    async set(isUp) {
      if (!isUp) await stop();
      else child ??= await start(['--port', new URL(url).port]);
    },
    stop,
  };
}
