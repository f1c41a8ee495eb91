import { type ChildProcess, spawn } from 'node:child_process';
import type { CupsTransport } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import { bounded } from './bounded.ts';
import type { Transport } from './transport.ts';

/** What the printing system allows in a queue's name, and nothing that `lp` takes for an option. */
const queueName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}$/;
/** Of what `lp` complains about; the rest is not kept. */
const complaintBytes = 500;

/**
 * A raw queue of the printing system: every write is one job of it, given to `lp` over a pipe. What
 * becomes of the job is not told. `program` is another one in tests only.
 */
export async function openCups({ queue }: CupsTransport, program = 'lp'): Promise<Transport> {
  if (!queueName.test(queue)) {
    throw new DeviceError('device.not-configured', `${queue} is no name of a print queue`, false);
  }
  const running = new Set<ChildProcess>();
  return {
    write: async (bytes, timeoutMs) => {
      const child = spawn(program, ['-d', queue, '-o', 'raw'], {
        stdio: ['pipe', 'ignore', 'pipe'],
      });
      running.add(child);
      try {
        const limitMs = Math.min(timeoutMs, driverLimits.cupsTimeoutMs);
        await bounded(give(child, bytes, program), limitMs, program);
      } catch (cause) {
        child.kill('SIGKILL');
        throw cause;
      } finally {
        running.delete(child);
      }
    },
    close: async () => {
      for (const child of running) child.kill('SIGKILL');
    },
  };
}

async function give(child: ChildProcess, bytes: Uint8Array, program: string): Promise<void> {
  const done = Promise.withResolvers<void>();
  let complaint = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaint = (complaint + text.toString()).slice(0, complaintBytes);
  });
  child.once('error', ({ message }) => {
    done.reject(new DeviceError('device.not-configured', `${program}: ${message}`, false));
  });
  // A program that ends without reading all says why with its exit code.
  child.stdin?.on('error', () => undefined);
  child.once('close', (code, signal) => {
    if (code === 0) done.resolve();
    else if (code === null) {
      done.reject(new DeviceError('device.interrupted', `${program} was ended by ${signal}`));
    } else {
      const message = `${program} ended with ${code}: ${complaint.trim()}`;
      done.reject(new DeviceError('device.offline', message, false));
    }
  });
  child.stdin?.end(bytes);
  await done.promise;
}
