/**
 * The few things of Electron that the host uses, by their shape: `main/electron.ts` passes the real
 * ones, so the compiler compares this page with Electron's own types; tests pass a stand-in.
 */

export type Scheme = {
  scheme: string;
  privileges: { standard: true; secure: true; supportFetchAPI: true; codeCache: true };
};

export type ProtocolApi = {
  /** Before `ready`, once. */
  registerSchemesAsPrivileged(schemes: Scheme[]): void;
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void;
};

export type Preventable = { preventDefault(): void };

export type SessionApi = {
  readonly protocol: Pick<ProtocolApi, 'handle'>;
  readonly webRequest: {
    onBeforeRequest(
      listener: (
        details: { url: string },
        callback: (response: { cancel: boolean }) => void,
      ) => void,
    ): void;
  };
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      callback: (isGranted: boolean) => void,
    ) => void,
  ): void;
  setPermissionCheckHandler(handler: () => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  on(event: 'will-download', listener: (event: Preventable) => void): unknown;
};

export type FrameApi = { readonly origin: string };

export type CallEvent = { readonly senderFrame: FrameApi | null };

export type ContentsApi = {
  readonly mainFrame: FrameApi;
  readonly ipc: {
    handle(channel: string, listener: (event: CallEvent, text: unknown) => Promise<unknown>): void;
  };
  send(channel: string, topic: string, payload: unknown): void;
  executeJavaScript(code: string): Promise<unknown>;
  forcefullyCrashRenderer(): void;
  capturePage(): Promise<{ toPNG(): Buffer }>;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void;
  on(
    event: 'will-frame-navigate',
    listener: (details: Preventable & { url: string; isMainFrame: boolean }) => void,
  ): unknown;
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown;
  on(event: 'unresponsive', listener: () => void): unknown;
  on(
    event: 'render-process-gone',
    listener: (event: unknown, details: { reason: string }) => void,
  ): unknown;
};

export type WindowSettings = {
  show: boolean;
  kiosk: boolean;
  frame: boolean;
  backgroundColor: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  webPreferences: {
    preload: string;
    partition: string;
    sandbox: true;
    contextIsolation: true;
    nodeIntegration: false;
    nodeIntegrationInSubFrames: false;
    nodeIntegrationInWorker: false;
    webSecurity: true;
    webviewTag: false;
    devTools: false;
    disableDialogs: true;
    navigateOnDragDrop: false;
    spellcheck: false;
    backgroundThrottling: false;
    autoplayPolicy: 'no-user-gesture-required';
  };
};

export type WindowApi = {
  readonly webContents: ContentsApi;
  loadURL(url: string): Promise<void>;
  removeMenu(): void;
  destroy(): void;
  on(event: 'closed', listener: () => void): unknown;
};

export type DisplayApi = {
  readonly id: number;
  readonly bounds: { readonly x: number; readonly y: number };
};

export type ElectronApis = {
  readonly app: {
    requestSingleInstanceLock(): boolean;
    releaseSingleInstanceLock(): void;
    on(event: 'window-all-closed', listener: () => void): unknown;
  };
  readonly BrowserWindow: new (settings: WindowSettings) => WindowApi;
  readonly session: { fromPartition(partition: string): SessionApi };
  readonly screen: { getAllDisplays(): DisplayApi[]; getPrimaryDisplay(): DisplayApi };
};
