/** What the preload and the host must agree on in Electron. */

export const scheme = 'saoma';
export const origin = `${scheme}://pos.local`;

/** Page to main, by `ipcRenderer.invoke(callChannel, text)`. */
export const callChannel = 'terminal.call';

/** Main to page, by `webContents.send(pushChannel, topic, payload)`. */
export const pushChannel = 'terminal.push';
