import { bindingName, type Delivery, origin, receiverMark } from '../chromium/wire.ts';
import { guardKeys } from './key-guard.ts';
import { makeTerminal } from './terminal.ts';

/** Runs in every new document before its scripts; only our own top page gets a terminal. */

const send: unknown = Reflect.get(window, bindingName);
Reflect.deleteProperty(window, bindingName);
guardKeys(window);
if (typeof send === 'function' && window.top === window && location.origin === origin) {
  expose((text: string) => {
    send(text);
  });
}

function expose(send: (text: string) => void): void {
  const pending = new Map<number, (value: unknown) => void>();
  let lastId = 0;

  const terminal = makeTerminal({
    send(text) {
      return new Promise((resolve) => {
        lastId += 1;
        pending.set(lastId, resolve);
        send(`${lastId} ${text}`);
      });
    },
    listen(receive) {
      const deliver = (delivery: Delivery) => {
        if ('topic' in delivery) {
          receive(delivery.topic, delivery.payload);
        } else {
          pending.get(delivery.id)?.(delivery.value);
          pending.delete(delivery.id);
        }
      };
      // Through the console main gets hold of the function itself, and no script can find it.
      console.debug(receiverMark, deliver);
    },
  });
  Object.defineProperty(window, 'terminal', { value: terminal, enumerable: true });
}
