import type {
  CallEvent,
  ContentsApi,
  ElectronApis,
  FrameApi,
  Preventable,
  SessionApi,
  WindowApi,
  WindowSettings,
} from '../../../main/host/electron/apis.ts';
import { origin } from '../../../main/host/electron/wire.ts';

/** One page, as far as the host sees it: what it was told is kept, what happens is played. */
export class PageStandIn implements ContentsApi {
  readonly mainFrame: FrameApi = { origin };
  readonly sent: unknown[][] = [];
  isHung = false;
  crashes = 0;
  call: (event: CallEvent, text: unknown) => Promise<unknown> = () => Promise.resolve(undefined);
  openWindow: (details: { url: string }) => { action: 'deny' } = () => ({ action: 'deny' });
  readonly #listeners = new Map<string, (...values: never[]) => void>();

  readonly ipc = {
    handle: (_channel: string, listener: PageStandIn['call']) => {
      this.call = listener;
    },
  };

  send(...message: unknown[]): void {
    this.sent.push(message);
  }

  executeJavaScript(): Promise<unknown> {
    return this.isHung ? new Promise(() => undefined) : Promise.resolve(0);
  }

  forcefullyCrashRenderer(): void {
    this.crashes += 1;
    this.isHung = false;
    this.gone('crashed');
  }

  async capturePage(): Promise<{ toPNG(): Buffer }> {
    return { toPNG: () => Buffer.from('a picture') };
  }

  setWindowOpenHandler(handler: PageStandIn['openWindow']): void {
    this.openWindow = handler;
  }

  on(event: string, listener: (...values: never[]) => void): this {
    this.#listeners.set(event, listener);
    return this;
  }

  emit(event: string, ...values: unknown[]): void {
    const listener = this.#listeners.get(event);
    if (listener) Reflect.apply(listener, undefined, values);
  }

  gone(reason: string): void {
    this.emit('render-process-gone', {}, { reason });
  }

  /** Whether the host lets the page go there. */
  mayNavigate(url: string, isMainFrame = true): boolean {
    const event = preventable();
    this.emit('will-frame-navigate', Object.assign(event, { url, isMainFrame }));
    return !event.isPrevented;
  }
}

export class WindowStandIn implements WindowApi {
  static readonly opened: WindowStandIn[] = [];
  readonly settings: WindowSettings;
  readonly webContents = new PageStandIn();
  readonly loaded: string[] = [];
  hasMenu = true;
  #onClosed: () => void = () => undefined;

  constructor(settings: WindowSettings) {
    this.settings = settings;
    WindowStandIn.opened.push(this);
  }

  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
  }

  removeMenu(): void {
    this.hasMenu = false;
  }

  destroy(): void {
    this.#onClosed();
  }

  on(_event: 'closed', listener: () => void): void {
    this.#onClosed = listener;
  }
}

/** One browser session: takes the host's rules, and is asked what they say. */
export class SessionStandIn implements SessionApi {
  fetch: (request: Request) => Promise<Response> = () => Promise.resolve(Response.error());
  isPermitted: () => boolean = () => true;
  isDevicePermitted: () => boolean = () => true;
  #onRequest: Parameters<SessionApi['webRequest']['onBeforeRequest']>[0] = () => undefined;
  #onPermission: Parameters<SessionApi['setPermissionRequestHandler']>[0] = () => undefined;
  #onDownload: (event: Preventable) => void = () => undefined;

  readonly protocol = {
    handle: (_scheme: string, handler: SessionStandIn['fetch']) => {
      this.fetch = handler;
    },
  };
  readonly webRequest: SessionApi['webRequest'] = {
    onBeforeRequest: (listener) => {
      this.#onRequest = listener;
    },
  };

  setPermissionRequestHandler(
    handler: Parameters<SessionApi['setPermissionRequestHandler']>[0],
  ): void {
    this.#onPermission = handler;
  }

  setPermissionCheckHandler(handler: () => boolean): void {
    this.isPermitted = handler;
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    this.isDevicePermitted = handler;
  }

  on(_event: 'will-download', listener: (event: Preventable) => void): void {
    this.#onDownload = listener;
  }

  isCancelled(url: string): boolean {
    let isCancelled = false;
    this.#onRequest({ url }, ({ cancel }) => {
      isCancelled = cancel;
    });
    return isCancelled;
  }

  grants(permission: string): boolean {
    let isGranted = true;
    this.#onPermission({}, permission, (answer) => {
      isGranted = answer;
    });
    return isGranted;
  }

  mayDownload(): boolean {
    const event = preventable();
    this.#onDownload(event);
    return !event.isPrevented;
  }
}

export function preventable() {
  return {
    isPrevented: false,
    preventDefault(): void {
      this.isPrevented = true;
    },
  };
}

const displays = [
  { id: 7, bounds: { x: 0, y: 0 } },
  { id: 9, bounds: { x: 1920, y: 0 } },
];

/** What Electron offers, with the session to look into; `isFirst` is the single-instance lock. */
export function electronStandIn(isFirst = true): ElectronApis & { readonly shown: SessionStandIn } {
  const shown = new SessionStandIn();
  return {
    shown,
    app: {
      requestSingleInstanceLock: () => isFirst,
      releaseSingleInstanceLock: () => undefined,
      on: () => undefined,
    },
    BrowserWindow: WindowStandIn,
    session: { fromPartition: () => shown },
    screen: {
      getAllDisplays: () => displays,
      getPrimaryDisplay: () => ({ id: 7, bounds: { x: 0, y: 0 } }),
    },
  };
}
