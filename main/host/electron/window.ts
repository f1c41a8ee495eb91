import { refuse } from '../../contract/failure.ts';
import { answer } from '../answer.ts';
import { Heartbeat } from '../heartbeat.ts';
import { type HostOptions, type WindowName, windowFiles } from '../host.ts';
import { restartDelayMs } from '../recovery.ts';
import type { CallEvent, ContentsApi, ElectronApis, WindowApi, WindowSettings } from './apis.ts';
import { callChannel, origin, pushChannel } from './wire.ts';

/** Not kept on disk: without `persist:` a partition lives in memory. */
export const partition = 'terminal';

export type TerminalWindowParts = {
  readonly apis: ElectronApis;
  readonly window: WindowName;
  readonly preloadFile: string;
  readonly options: HostOptions;
  onClosed(): void;
};

/** One window and its page: guarded, answered, and brought back when the page dies. */
export class TerminalWindow {
  readonly window: WindowName;
  readonly #parts: TerminalWindowParts;
  readonly #shown: WindowApi;
  readonly #url: string;
  readonly #heartbeat: Heartbeat;
  #attempts = 0;
  #isGone = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: TerminalWindowParts) {
    this.window = parts.window;
    this.#parts = parts;
    this.#url = `${origin}/${windowFiles[parts.window]}`;
    this.#shown = new parts.apis.BrowserWindow(settingsOf(parts));
    this.#heartbeat = new Heartbeat({
      ask: () => this.contents.executeJavaScript('0'),
      onHung: () => this.#endHung(),
    });
    this.#guard();
    this.#watch();
    this.load();
  }

  get contents(): ContentsApi {
    return this.#shown.webContents;
  }

  load(): void {
    this.#heartbeat.stop();
    this.#shown.loadURL(this.#url).catch((error: unknown) => {
      // Overtaken by another load, which tells its own end.
      if (error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED') return;
      this.#died(String(error));
    });
  }

  push(topic: string, payload: unknown): void {
    this.contents.send(pushChannel, topic, payload);
  }

  async screenshot(): Promise<Buffer> {
    return (await this.contents.capturePage()).toPNG();
  }

  destroy(): void {
    this.#stop();
    this.#shown.destroy();
  }

  #stop(): void {
    this.#isGone = true;
    this.#heartbeat.stop();
    clearTimeout(this.#timer);
  }

  #guard(): void {
    const { window, options } = this.#parts;
    this.#shown.removeMenu();
    this.contents.ipc.handle(callChannel, (event, text) => this.#answer(event, text));
    this.contents.setWindowOpenHandler(({ url }) => {
      options.onEvent({ kind: 'popup-closed', url });
      return { action: 'deny' };
    });
    this.contents.on('will-frame-navigate', (details) => {
      if (details.isMainFrame && details.url === this.#url) return;
      details.preventDefault();
      options.onEvent({ kind: 'navigation-denied', window, url: details.url });
    });
    this.contents.on('will-attach-webview', (event) => event.preventDefault());
  }

  #watch(): void {
    this.contents.on('unresponsive', () => this.#endHung());
    this.contents.on('render-process-gone', (_event, { reason }) => this.#died(reason));
    this.#shown.on('closed', () => {
      this.#stop();
      this.#parts.onClosed();
    });
  }

  /** The frame is looked at before the text: only the top frame of our origin is heard. */
  async #answer(event: CallEvent, text: unknown): Promise<unknown> {
    const { window, options } = this.#parts;
    const frame = event.senderFrame;
    const isOurPage = frame === this.contents.mainFrame && frame.origin === origin;
    if (!isOurPage || typeof text !== 'string') {
      const reason = 'a call from a frame that is not our page';
      options.onEvent({ kind: 'call-refused', window, reason });
      return refuse('invalid_command', reason);
    }
    return answer({ call: options.call, onEvent: this.#noteReady }, window, text);
  }

  readonly #noteReady: HostOptions['onEvent'] = (event) => {
    if (event.kind === 'window-ready') {
      this.#attempts = 0;
      this.#heartbeat.start();
    }
    this.#parts.options.onEvent(event);
  };

  #endHung(): void {
    this.#heartbeat.stop();
    this.#parts.options.onEvent({ kind: 'page-hung', window: this.window });
    this.contents.forcefullyCrashRenderer();
  }

  #died(reason: string): void {
    if (this.#isGone) return;
    this.#parts.options.onEvent({ kind: 'page-crashed', window: this.window, reason });
    this.#heartbeat.stop();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.load(), restartDelayMs(this.#attempts));
    this.#attempts += 1;
  }
}

function settingsOf({ apis, window, preloadFile, options }: TerminalWindowParts): WindowSettings {
  return {
    show: !options.isHeadless,
    kiosk: options.isKiosk,
    frame: !options.isKiosk,
    backgroundColor: '#000000',
    ...options.size,
    ...(window === 'customer' ? secondDisplay(apis) : {}),
    webPreferences: {
      preload: preloadFile,
      partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
      disableDialogs: true,
      navigateOnDragDrop: false,
      spellcheck: false,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  };
}

/** The corner of the first display that is not the cashier's; nothing when there is one only. */
function secondDisplay({ screen }: ElectronApis): { x: number; y: number } | undefined {
  const primary = screen.getPrimaryDisplay();
  const second = screen.getAllDisplays().find((display) => display.id !== primary.id);
  return second && { x: second.bounds.x, y: second.bounds.y };
}
