import { randomUUID } from 'node:crypto';
import type { CommandInput, CommandName } from '../../main/contract/commands.ts';
import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import type { Language, Theme } from '../../main/contract/values.ts';
import { forkDeviceProcess } from '../../main/devices/fork-device-process.ts';
import { type ChromiumHost, openChromiumHost } from '../../main/host/chromium.ts';
import type { WindowName } from '../../main/host/host.ts';
import { run } from '../../main/run.ts';
import { machineCipher } from '../../main/store/secrets.ts';
import type { World } from '../demo/start-world.ts';

/** A terminal in its windows, played from behind: commands as the page gives them, and touches on it. */
export type Stage = {
  readonly world: World;
  command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<void>;
  until(isThere: (till: TillSnapshot) => boolean): Promise<TillSnapshot>;
  /** Touches the first element of the page that the selector finds. */
  touch(selector: string): Promise<void>;
  look(window: WindowName, language: Language, theme: Theme): Promise<void>;
  /** A PNG of the window, once it has painted what it was last told. */
  picture(window: WindowName): Promise<Buffer>;
  close(): Promise<void>;
};

const patienceMs = 60_000;

export async function openStage(
  dataDir: string,
  world: World,
  size: { readonly width: number; readonly height: number },
): Promise<Stage> {
  const opened = Promise.withResolvers<ChromiumHost>();
  const ready = { cashier: Promise.withResolvers<void>(), customer: Promise.withResolvers<void>() };
  const running = await run({
    dataDir,
    demoSocket: world.socketPath,
    windows: ['cashier', 'customer'],
    isKiosk: false,
    isHeadless: true,
    size,
    openHost: async (options) => {
      const host = await openChromiumHost(options);
      opened.resolve(host);
      return host;
    },
    spawnDeviceProcess: forkDeviceProcess,
    cipher: (folder) => machineCipher(`${folder}/machine-secret`),
    report: (error) => console.error(error),
    onHostEvent: (event) => {
      if (event.kind === 'window-ready') ready[event.window].resolve();
    },
    onRestart: () => {},
  });
  await Promise.all([ready.cashier.promise, ready.customer.promise]);
  const host = await opened.promise;
  // A headless window is smaller than what it is asked for, by the frame it does not show.
  for (const window of ['cashier', 'customer'] as const) {
    const metrics = { ...size, deviceScaleFactor: 1, mobile: false };
    await host.devtools(window).send('Emulation.setDeviceMetricsOverride', metrics);
  }

  async function evaluate<Value>(window: WindowName, expression: string): Promise<Value> {
    const session = host.devtools(window);
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
    return result.value;
  }

  const command: Stage['command'] = async (name, input) => {
    const call = JSON.stringify({ commandId: randomUUID(), input });
    const reply = await evaluate<{ ok: boolean }>(
      'cashier',
      `terminal.invoke(${JSON.stringify(name)}, ${call})`,
    );
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply)}`);
  };

  async function until(isThere: (till: TillSnapshot) => boolean): Promise<TillSnapshot> {
    const endAt = Date.now() + patienceMs;
    for (;;) {
      const { value } = await evaluate<{ value: TillSnapshot }>(
        'cashier',
        `new Promise((resolve) => requestAnimationFrame(resolve)).then(() => terminal.invoke('till.snapshot', {}))`,
      );
      if (isThere(value)) return value;
      if (Date.now() > endAt) throw new Error(`not there: ${JSON.stringify(value.status)}`);
    }
  }

  return {
    world,
    command,
    until,
    touch: (selector) =>
      evaluate(
        'cashier',
        `(() => {
          const element = document.querySelector(${JSON.stringify(selector)});
          if (!element) throw new Error('nothing at ' + ${JSON.stringify(selector)});
          element.click();
        })()`,
      ),
    async look(window, language, theme) {
      await command('settings.language', { language });
      await command('settings.theme', { theme });
      await evaluate(window, settled(language, theme));
    },
    picture: (window) => host.screenshot(window),
    close: () => running.close(),
  };
}

/** Waits in the page until it shows the language and the theme, and its pictures are there. */
function settled(language: Language, theme: Theme): string {
  return `(async () => {
    const { documentElement: root } = document;
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
    while (root.lang !== '${language}' || root.dataset.theme !== '${theme}') await frame();
    // A picture that is scrolled out of sight is not loaded and never complete.
    const isMissing = (image) => {
      const { top, left, width } = image.getBoundingClientRect();
      return width > 0 && top < innerHeight && left < innerWidth && !image.complete;
    };
    for (let frames = 0; frames < 120 && [...document.images].some(isMissing); frames++) await frame();
    await document.fonts.ready;
    for (let frames = 0; frames < 20; frames++) await frame();
  })()`;
}
