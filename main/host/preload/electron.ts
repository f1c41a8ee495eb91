import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, pushChannel } from '../electron/wire.ts';
import { guardKeys } from './key-guard.ts';
import { makeTerminal } from './terminal.ts';

/** Runs in the isolated world of a sandboxed page, bundled as CommonJS (Electron, "Process Sandboxing"). */

guardKeys(window);
contextBridge.exposeInMainWorld(
  'terminal',
  makeTerminal({
    send: (text) => ipcRenderer.invoke(callChannel, text),
    // The event object stays here: it carries the sender, which a page must not have.
    listen: (receive) =>
      ipcRenderer.on(pushChannel, (_event, topic: string, payload: unknown) =>
        receive(topic, payload),
      ),
  }),
);
