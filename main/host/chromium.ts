import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Browser } from './chromium/browser.ts';
import { findChromium } from './chromium/launch.ts';
import type { Page } from './chromium/page.ts';
import type { Session } from './chromium/pipe.ts';
import { type Host, HostError, type HostOptions, noWindow, type WindowName } from './host.ts';
import { takeLock } from './lock.ts';
import { restartDelayMs } from './recovery.ts';

/** The Chromium host, with what a test or a diagnosis needs besides. */
export type ChromiumHost = Host & {
  readonly kind: 'chromium';
  /** Of the browser's first process, as long as it lives. */
  readonly browserPid: number | undefined;
  /** The DevTools of a window's page. @throws {HostError} `host.no-window`. */
  devtools(window: WindowName): Session;
};

const preloadFile = new URL('../../build/out/preload/chromium.js', import.meta.url);

/**
 * Shows the windows in the system's Chromium, over a pipe, and brings them back whatever happens
 * until it is closed. A page's readiness comes later, as an event.
 *
 * @throws {HostError} when the profile is in use, or the browser is missing or does not start.
 */
export async function openChromiumHost(options: HostOptions): Promise<ChromiumHost> {
  const binary = findChromium();
  if (binary === null) throw new HostError('host.browser-missing', 'Chromium is not installed');
  const preload = readFileSync(preloadFile, 'utf8');
  const lock = takeLock(options.profileDir);
  const start = () => new Browser({ binary, preload, options: watched });

  let restarts = 0;
  let isClosing = false;
  const watched: HostOptions = {
    ...options,
    call: (call) => options.call(call),
    onEvent: (event) => {
      if (event.kind === 'window-ready') restarts = 0;
      options.onEvent(event);
    },
  };
  let browser = start();
  try {
    await browser.open();
  } catch (error) {
    await browser.close();
    lock.release();
    throw error;
  }
  void keepRunning();

  async function keepRunning(): Promise<void> {
    while (!isClosing) {
      const reason = await browser.exited;
      browser.stop();
      if (isClosing) return;
      options.onEvent({ kind: 'browser-exited', reason });
      await delay(restartDelayMs(restarts));
      if (isClosing) return;
      restarts += 1;
      browser = start();
      try {
        await browser.open();
        options.onEvent({ kind: 'browser-restarted', attempt: restarts });
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        browser.kill();
      }
    }
  }

  const pageOf = (window: WindowName): Page => {
    const page = browser.page(window);
    if (!page) throw noWindow(window);
    return page;
  };

  return {
    kind: 'chromium',
    get browserPid() {
      return browser.pid;
    },
    devtools: (window) => pageOf(window).session,
    push(window, topic, payload) {
      for (const page of browser.pages()) {
        if (window === 'all' || window === page.window) page.push(topic, payload);
      }
    },
    reload: (window) => pageOf(window).goHome(),
    screenshot: async (window) => pageOf(window).screenshot(),
    async close() {
      isClosing = true;
      await browser.close();
      lock.release();
    },
  };
}
