import { type ChromiumHost, openChromiumHost } from '../../../main/host/chromium.ts';
import { type HostCall, HostError, type WindowName } from '../../../main/host/host.ts';
import { echo } from './echo.ts';
import { EventLog, type Press, type Subject, type SubjectOptions } from './subject.ts';

const bits = { alt: 1, control: 2, meta: 4, shift: 8 } as const;

/** Chromium for real, without a display. */
export async function openChromiumSubject(options: SubjectOptions): Promise<Subject> {
  const calls: HostCall[] = [];
  const events = new EventLog();
  const host = await openChromiumHost({
    ...options,
    call: (call) => {
      calls.push(call);
      return echo(call);
    },
    onEvent: (event) => events.add(event),
  });
  return {
    calls,
    events,
    evaluate: (window, expression) => evaluate(host, window, expression),
    push: host.push,
    press: (window, press) => dispatch(host, window, press),
    screenshot: host.screenshot,
    async crashPage(window) {
      host.devtools(window).tell('Page.crash');
    },
    async closeWindow(window) {
      host.devtools(window).tell('Page.close');
    },
    browserPid: () => host.browserPid ?? 0,
    async openSecond() {
      try {
        const second = await openChromiumHost({ ...options, call: echo, onEvent: () => undefined });
        await second.close();
        return 'opened';
      } catch (error) {
        if (error instanceof HostError) return error.code;
        throw error;
      }
    },
    close: host.close,
  };
}

async function evaluate(host: ChromiumHost, window: WindowName, expression: string) {
  const { result, exceptionDetails } = await host.devtools(window).send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'it threw');
  return result.value;
}

async function dispatch(host: ChromiumHost, window: WindowName, press: Press): Promise<void> {
  const modifiers = (press.modifiers ?? []).reduce((sum, name) => sum + bits[name], 0);
  const devtools = host.devtools(window);
  const { key } = press;
  const code = key.length === 1 ? `Key${key.toUpperCase()}` : key;
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code, modifiers });
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, modifiers });
}
