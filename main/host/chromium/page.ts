import { answer } from '../answer.ts';
import { Heartbeat } from '../heartbeat.ts';
import { type HostOptions, type WindowName, windowFiles } from '../host.ts';
import { restartDelayMs } from '../recovery.ts';
import { Bridge } from './bridge.ts';
import type { PageEvent, Session } from './pipe.ts';
import { type ServeParts, serve } from './serve.ts';
import { bindingName, origin } from './wire.ts';

export type PageParts = {
  readonly window: WindowName;
  readonly session: Session;
  /** In Chromium also the id of the page's top frame. */
  readonly targetId: string;
  readonly preload: string;
  readonly options: HostOptions;
  /** The page cannot even be made to crash: only a new browser helps. */
  onStuck(): void;
};

/** How long `Page.crash` may take to end a page that hangs; measured far below a second. */
const crashMs = 2_000;

/** One window's page: set up before its first script, served, guarded, and brought back. */
export class Page {
  readonly window: WindowName;
  readonly session: Session;
  readonly #parts: PageParts;
  readonly #serve: ServeParts;
  readonly #bridge: Bridge;
  readonly #heartbeat: Heartbeat;
  readonly #url: string;
  #attempts = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: PageParts) {
    const { window, session, targetId: topFrameId, options } = parts;
    const file = windowFiles[window];
    this.window = window;
    this.session = session;
    this.#parts = parts;
    this.#url = `${origin}/${file === 'index.html' ? '' : file}`;
    const onEvent = options.onEvent;
    this.#serve = {
      session,
      window,
      topFrameId,
      url: this.#url,
      assetsDir: options.assetsDir,
      onEvent,
    };
    this.#bridge = new Bridge({
      session,
      window,
      topFrameId,
      onEvent,
      answer: (text) => answer({ call: options.call, onEvent: this.#noteReady }, window, text),
    });
    this.#heartbeat = new Heartbeat({
      ask: () => session.send('Runtime.evaluate', { expression: '0' }),
      onHung: () => this.#crashHung(),
    });
  }

  /** Takes over a page that waits at its start, and lets it go on to our address. */
  async open(): Promise<void> {
    const { session } = this;
    await Promise.all([
      session.send('Inspector.enable'),
      session.send('Runtime.enable'),
      session.send('Page.enable'),
      session.send('Runtime.addBinding', { name: bindingName }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: this.#parts.preload }),
      session.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] }),
    ]);
    await session.send('Runtime.runIfWaitingForDebugger');
    this.goHome();
  }

  goHome(): void {
    this.session.tell('Page.navigate', { url: this.#url });
  }

  push(topic: string, payload: unknown): void {
    this.#bridge.push(topic, payload);
  }

  async screenshot(): Promise<Buffer> {
    const { data } = await this.session.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  }

  /** Ends its timers; its window is gone, or going. */
  stop(): void {
    this.#heartbeat.stop();
    if (this.#timer) clearTimeout(this.#timer);
  }

  handle(event: PageEvent): void {
    switch (event.method) {
      case 'Runtime.executionContextCreated':
        this.#bridge.contextCreated(event.params);
        break;
      case 'Runtime.executionContextsCleared':
        this.#bridge.contextsCleared();
        break;
      case 'Runtime.consoleAPICalled':
        this.#bridge.consoleCalled(event.params);
        break;
      case 'Runtime.bindingCalled':
        this.#bridge.bindingCalled(event.params);
        break;
      case 'Fetch.requestPaused':
        void serve(this.#serve, event.params);
        break;
      case 'Page.frameNavigated':
        this.#navigated(event.params.frame);
        break;
      case 'Page.javascriptDialogOpening':
        // A dialog would hold the page; leaving a page is always allowed, to recover it.
        this.session.tell('Page.handleJavaScriptDialog', {
          accept: event.params.type === 'beforeunload',
        });
        break;
      case 'Inspector.targetCrashed':
        this.#crashed();
        break;
    }
  }

  readonly #noteReady: HostOptions['onEvent'] = (event) => {
    if (event.kind === 'window-ready') this.#attempts = 0;
    this.#parts.options.onEvent(event);
  };

  #navigated(frame: { parentId?: string; url: string; unreachableUrl?: string }): void {
    if (frame.parentId !== undefined) return;
    this.#heartbeat.start();
    if (frame.url === this.#url && frame.unreachableUrl === undefined) return;
    const url = frame.unreachableUrl ?? frame.url;
    this.#parts.options.onEvent({ kind: 'navigation-denied', window: this.window, url });
    this.#retry(() => this.goHome());
  }

  #crashed(): void {
    this.#heartbeat.stop();
    const reason = 'the renderer process ended';
    this.#parts.options.onEvent({ kind: 'page-crashed', window: this.window, reason });
    this.#retry(() => this.session.tell('Page.reload', {}));
  }

  #crashHung(): void {
    this.#parts.options.onEvent({ kind: 'page-hung', window: this.window });
    this.session.tell('Page.crash');
    this.#after(crashMs, this.#parts.onStuck);
  }

  #retry(action: () => void): void {
    this.#after(restartDelayMs(this.#attempts), action);
    this.#attempts += 1;
  }

  #after(delayMs: number, action: () => void): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delayMs);
  }
}
