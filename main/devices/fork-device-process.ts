import { fork } from 'node:child_process';
import type { ChildMessage } from '../../drivers/contract.ts';
import type { DeviceChild } from './child.ts';

/** The device process as a child of plain Node, where there is no `utilityProcess`. */
export function forkDeviceProcess(path: string): DeviceChild {
  const child = fork(path, {
    serialization: 'json',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    pid: child.pid,
    send: (message) => {
      // A child that just died is told about by `exit`; the message is lost with it.
      if (child.connected) child.send(message);
    },
    onMessage: (listener) => {
      child.on('message', (message) => listener(message as ChildMessage));
    },
    onExit: (listener) => {
      child.once('error', (error) => listener(error.message));
      child.once('exit', (code, signal) => listener(signal ?? `exit code ${code ?? 'unknown'}`));
    },
  };
}
