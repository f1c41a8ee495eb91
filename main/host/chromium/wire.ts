/** What the preload and the host must agree on in Chromium. */

/** The fixed origin: nothing listens there, the host answers every request itself. */
export const origin = 'https://pos.local';

/** Page to main: `binding('<id> <text>')`. The preload deletes it before any script of the page. */
export const bindingName = '__terminalCall';

/** The preload hands its receiver to main by `console.debug(receiverMark, receiver)`. */
export const receiverMark = 'terminal-receiver';

/** Main to page: what the receiver is called with. */
export type Delivery =
  | { readonly id: number; readonly value: unknown }
  | { readonly topic: string; readonly payload: unknown };
