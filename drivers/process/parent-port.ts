import type { ChildMessage, ParentMessage } from '../contract.ts';

/** The line to the terminal, whichever host started this process. */
export type ParentPort = {
  readonly send: (message: ChildMessage) => void;
  readonly onMessage: (listener: (message: ParentMessage) => void) => void;
};

/** Electron's `utilityProcess` puts this on `process`; its messages come wrapped in an event. */
type UtilityPort = {
  readonly postMessage: (message: ChildMessage) => void;
  readonly on: (event: 'message', listener: (event: { data: ParentMessage }) => void) => void;
};

export function openParentPort(): ParentPort {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: UtilityPort };
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    };
  }
  if (!process.send) throw new Error('the device process is started by the terminal, not by hand');
  const send = process.send.bind(process);
  // Without its terminal a device process would keep the devices from the next one.
  const end = (): never => process.exit(0);
  process.on('disconnect', end);
  return {
    send: (message) => {
      // A terminal that was killed this moment is not yet known to be gone: the write says so.
      if (process.connected) send(message, undefined, {}, (error) => error && end());
    },
    onMessage: (listener) => process.on('message', (message: ParentMessage) => listener(message)),
  };
}
