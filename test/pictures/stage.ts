import type { CommandInput, CommandName } from '../../main/contract/commands.ts';
import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import type { Language, Theme } from '../../main/contract/values.ts';
import type { WindowName } from '../../main/host/host.ts';
import type { World } from '../demo/start-world.ts';
import { openWindowedTerminal, type Size } from '../support/windowed-terminal.ts';

/** A terminal in its windows, played from behind: commands as the page gives them, and touches on it. */
export type Stage = {
  readonly world: World;
  command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<void>;
  until(isThere: (till: TillSnapshot) => boolean): Promise<TillSnapshot>;
  /** Waits until the cashier's page has an element that the selector finds. */
  sees(selector: string): Promise<void>;
  /** Touches the first element of the page that the selector finds. */
  touch(selector: string): Promise<void>;
  /** Puts text into the first field that the selector finds, as typing does. */
  type(selector: string, text: string): Promise<void>;
  look(window: WindowName, language: Language, theme: Theme): Promise<void>;
  /** A PNG of the window, once it has painted what it was last told. */
  picture(window: WindowName): Promise<Buffer>;
  close(): Promise<void>;
};

const patienceMs = 60_000;

export async function openStage(dataDir: string, world: World, size: Size): Promise<Stage> {
  const terminal = await openWindowedTerminal(
    dataDir,
    world.socketPath,
    ['cashier', 'customer'],
    size,
  );
  const { host, evaluate } = terminal;
  // A headless window is smaller than what it is asked for, by the frame it does not show.
  for (const window of ['cashier', 'customer'] as const) {
    const metrics = { ...size, deviceScaleFactor: 1, mobile: false };
    await host.devtools(window).send('Emulation.setDeviceMetricsOverride', metrics);
  }

  const command: Stage['command'] = async (name, input) => {
    const reply = await terminal.command(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.message}`);
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
    sees: (selector) =>
      evaluate(
        'cashier',
        `(async () => {
          const endAt = Date.now() + ${patienceMs};
          while (!document.querySelector(${JSON.stringify(selector)})) {
            if (Date.now() > endAt) throw new Error('never there: ' + ${JSON.stringify(selector)});
            await new Promise((resolve) => requestAnimationFrame(resolve));
          }
        })()`,
      ),
    touch: (selector) =>
      evaluate(
        'cashier',
        `(() => {
          const element = document.querySelector(${JSON.stringify(selector)});
          if (!element) throw new Error('nothing at ' + ${JSON.stringify(selector)});
          element.click();
        })()`,
      ),
    type: (selector, text) =>
      evaluate(
        'cashier',
        `(() => {
          const field = document.querySelector(${JSON.stringify(selector)});
          field.value = ${JSON.stringify(text)};
          field.dispatchEvent(new Event('input', { bubbles: true }));
        })()`,
      ),
    async look(window, language, theme) {
      await command('settings.language', { language });
      await command('settings.theme', { theme });
      await evaluate(window, settled(language, theme));
    },
    picture: (window) => host.screenshot(window),
    close: terminal.close,
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
