/**
 * A host shows the terminal's pages and carries calls and snapshots between them and main.
 * There are two: Electron, and plain Node with the system's Chromium. The pages cannot tell which.
 */

/** The cashier's screen, and the display that faces the customer. */
export type WindowName = 'cashier' | 'customer';

/** The file of each window inside `HostOptions.assetsDir`. */
export const windowFiles: Readonly<Record<WindowName, string>> = {
  cashier: 'index.html',
  customer: 'customer.html',
};

/** What a page says once, after its first paint; the host answers it itself. */
export const readyCall = 'host.ready';

/** One `window.terminal.invoke(name, input)` of a page. The input is hostile until it is parsed. */
export type HostCall = {
  readonly window: WindowName;
  readonly name: string;
  readonly input: unknown;
};

/** What happened at the windows: for the log, the technician's screen and the tests. */
export type HostEvent =
  | { readonly kind: 'window-ready'; readonly window: WindowName }
  | { readonly kind: 'window-closed'; readonly window: WindowName }
  | { readonly kind: 'page-crashed'; readonly window: WindowName; readonly reason: string }
  | { readonly kind: 'page-hung'; readonly window: WindowName }
  | { readonly kind: 'navigation-denied'; readonly window: WindowName; readonly url: string }
  | { readonly kind: 'popup-closed'; readonly url: string }
  | { readonly kind: 'request-blocked'; readonly url: string }
  | { readonly kind: 'asset-failed'; readonly url: string; readonly error: unknown }
  | { readonly kind: 'call-refused'; readonly window: WindowName; readonly reason: string }
  | { readonly kind: 'call-failed'; readonly window: WindowName; readonly error: unknown }
  | { readonly kind: 'browser-exited'; readonly reason: string }
  | { readonly kind: 'browser-restarted'; readonly attempt: number };

/** The unprivileged user that runs the browser when main is root; it cannot read the database. */
export type BrowserUser = { readonly uid: number; readonly gid: number; readonly home: string };

export type HostOptions = {
  /** Folder of the built renderer, with `index.html` and `customer.html`. */
  readonly assetsDir: string;
  /** The browser's own files; its lock file stands beside it as `<profileDir>.lock`. */
  readonly profileDir: string;
  readonly windows: readonly WindowName[];
  readonly isKiosk: boolean;
  readonly isHeadless: boolean;
  /** In CSS pixels, for a window that does not fill its display. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly browserUser?: BrowserUser;
  /** Answers a call of a page with JSON; if it throws, the page is told `internal`. */
  call(call: HostCall): Promise<unknown>;
  onEvent(event: HostEvent): void;
};

export type Host = {
  readonly kind: 'electron' | 'chromium';
  /**
   * Hands JSON to whoever subscribed to the topic. A page that is not there misses it:
   * a page asks for the present state when it comes, and is told of changes from then on.
   */
  push(window: WindowName | 'all', topic: string, payload: unknown): void;
  reload(window: WindowName): void;
  /** A PNG of what the window shows. */
  screenshot(window: WindowName): Promise<Buffer>;
  /** Ends the windows and the browser, and gives the lock back. */
  close(): Promise<void>;
};

export type HostErrorCode =
  /** Another process of ours has this profile. */
  | 'host.already-running'
  /** No browser binary where one is expected. */
  | 'host.browser-missing'
  /** The browser does not start, or its page does not report ready. */
  | 'host.not-starting'
  /** The window is not open at this moment, or was not asked for. */
  | 'host.no-window';

/** A host that cannot do what it was asked to; the message is for the person at the machine. */
export class HostError extends Error {
  readonly code: HostErrorCode;
  constructor(code: HostErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HostError';
    this.code = code;
  }
}

/** What a caller is told when the window it names is not there. */
export function noWindow(window: WindowName): HostError {
  return new HostError('host.no-window', `the ${window} window is not open at this moment`);
}
