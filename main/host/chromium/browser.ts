import { once } from 'node:events';
import type { Protocol } from 'devtools-protocol';
import { HostError, type HostOptions, type WindowName } from '../host.ts';
import { restartDelayMs } from '../recovery.ts';
import { type Launched, launch } from './launch.ts';
import { Page } from './page.ts';
import { denyPermissions } from './permissions.ts';
import { type BrowserEvent, openPipe, type Pipe, PipeError } from './pipe.ts';

export type BrowserParts = {
  readonly binary: string;
  readonly preload: string;
  readonly options: HostOptions;
};

/** How long a browser may take to end by itself before it is ended. */
const farewellMs = 3_000;

/** One run of the browser, from its start to its exit, with the windows that were asked for. */
export class Browser {
  /** Resolves with the reason when the process is gone, however it went. */
  readonly exited: Promise<string>;
  readonly #parts: BrowserParts;
  readonly #launched: Launched;
  readonly #pipe: Pipe;
  readonly #pagesBySession = new Map<string, Page>();
  readonly #windowsByTarget = new Map<string, WindowName>();
  readonly #reopenings = new Map<WindowName, number>();
  /** Windows being made: a page that attaches meanwhile may be ours, we learn its id only then. */
  #creating: Promise<unknown> = Promise.resolve();
  #isClosing = false;

  constructor(parts: BrowserParts) {
    this.#parts = parts;
    this.#launched = launch(parts.binary, parts.options);
    const { process: child, commands, answers } = this.#launched;
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    this.#pipe = openPipe(commands, answers, (event) => this.#handle(event));
  }

  get pid(): number | undefined {
    return this.#launched.process.pid;
  }

  /** Opens the windows. @throws {HostError} `host.not-starting`, with the browser's last words. */
  async open(): Promise<void> {
    try {
      await this.#pipe.browser.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: true,
        flatten: true,
        filter: [{ type: 'page' }, { exclude: true }],
      });
      await denyPermissions(this.#pipe.browser);
      for (const window of this.#parts.options.windows) await this.#openWindow(window);
    } catch (error) {
      if (!(error instanceof PipeError)) throw error;
      const words = this.#launched.lastWords();
      throw new HostError('host.not-starting', `${error.message}\n${words}`, { cause: error });
    }
  }

  page(window: WindowName): Page | undefined {
    return [...this.#pagesBySession.values()].find((page) => page.window === window);
  }

  pages(): Iterable<Page> {
    return this.#pagesBySession.values();
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.stop();
    this.#pipe.browser.tell('Browser.close');
    const timer = setTimeout(() => this.kill(), farewellMs);
    await this.exited;
    clearTimeout(timer);
  }

  kill(): void {
    this.#launched.process.kill('SIGKILL');
  }

  /** Ends the timers of its pages; called when the process is gone. */
  stop(): void {
    this.#isClosing = true;
    for (const page of this.pages()) page.stop();
  }

  async #openWindow(window: WindowName): Promise<void> {
    const created = this.#pipe.browser.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      ...(await this.#placeOf(window)),
    });
    this.#creating = created.then(({ targetId }) => this.#windowsByTarget.set(targetId, window));
    await this.#creating;
  }

  async #placeOf(window: WindowName): Promise<Partial<Protocol.Target.CreateTargetRequest>> {
    const { isKiosk, isHeadless, size } = this.#parts.options;
    const screen = window === 'customer' && !isHeadless ? await this.#secondScreen() : undefined;
    const place = screen && { left: screen.left, top: screen.top };
    if (isKiosk && !isHeadless) return { ...place, windowState: 'fullscreen' };
    return { ...place, ...size };
  }

  /** Asked through a page: the screens belong to it, not to the browser. */
  async #secondScreen(): Promise<Protocol.Emulation.ScreenInfo | undefined> {
    const [page] = this.pages();
    if (!page) return undefined;
    const { screenInfos } = await page.session.send('Emulation.getScreenInfos');
    return screenInfos.find((screen) => !screen.isPrimary);
  }

  #handle(event: BrowserEvent): void {
    if (event.method === 'Target.attachedToTarget') {
      void this.#attached(event.params);
    } else if (event.method === 'Target.detachedFromTarget') {
      this.#detached(event.params.sessionId);
    } else if (event.sessionId !== undefined) {
      this.#pagesBySession.get(event.sessionId)?.handle(event);
    }
  }

  async #attached({ sessionId, targetInfo }: Protocol.Target.AttachedToTargetEvent): Promise<void> {
    const session = this.#pipe.session(sessionId);
    try {
      await this.#creating;
      const window = this.#windowsByTarget.get(targetInfo.targetId);
      if (window === undefined) {
        this.#parts.options.onEvent({ kind: 'popup-closed', url: targetInfo.url });
        // In this order: a popup that still waits when it is closed would hang its opener.
        session.tell('Runtime.runIfWaitingForDebugger');
        this.#pipe.browser.tell('Target.closeTarget', { targetId: targetInfo.targetId });
        return;
      }
      const { preload, options } = this.#parts;
      const { targetId } = targetInfo;
      const onStuck = () => this.kill();
      const page = new Page({ window, session, targetId, preload, options, onStuck });
      this.#pagesBySession.set(sessionId, page);
      await page.open();
    } catch (error) {
      if (!(error instanceof PipeError)) throw error;
      // Half set up is not safe: closed, it is opened again like any window that was closed.
      this.#pipe.browser.tell('Target.closeTarget', { targetId: targetInfo.targetId });
    }
  }

  #detached(sessionId: string): void {
    const page = this.#pagesBySession.get(sessionId);
    if (!page) return;
    page.stop();
    this.#pagesBySession.delete(sessionId);
    if (this.#isClosing) return;
    this.#parts.options.onEvent({ kind: 'window-closed', window: page.window });
    void this.#reopen(page.window);
  }

  async #reopen(window: WindowName): Promise<void> {
    const attempt = this.#reopenings.get(window) ?? 0;
    this.#reopenings.set(window, attempt + 1);
    await once(AbortSignal.timeout(restartDelayMs(attempt)), 'abort');
    if (this.#isClosing) return;
    try {
      await this.#openWindow(window);
    } catch (error) {
      if (!(error instanceof PipeError)) throw error;
      this.kill();
    }
  }
}
