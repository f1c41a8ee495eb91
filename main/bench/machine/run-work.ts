import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Task } from './task.ts';

/** A check of a large database on a slow disk takes minutes; more is a hang. */
const workTimeoutMs = 300_000;
const answerBytesMax = 1024 * 1024;

const ownProgram = fileURLToPath(new URL('../work/work.ts', import.meta.url));

export type WorkOptions = {
  /** The bench's program; a bundled build has another. */
  readonly program?: string | undefined;
  /** Runs it in a small file system of its own at this folder. */
  readonly diskAt?: SmallDisk;
};

export type SmallDisk = { readonly folder: string; readonly megabytes: number };

/**
 * Runs a task in a process of its own and parses its answer.
 * @throws Error when it could not be run, took too long or answered something else.
 */
export async function runWork<Schema extends v.GenericSchema>(
  asked: Task,
  schema: Schema,
  { program = ownProgram, diskAt }: WorkOptions = {},
): Promise<v.InferOutput<Schema>> {
  const words = [process.execPath, program, JSON.stringify(asked)];
  const [file = '', ...rest] = diskAt ? [...inOwnDisk(diskAt), ...words] : words;
  const stdout = await execute(file, rest);
  return v.parse(v.pipe(v.string(), v.parseJson(), schema), stdout);
}

/** Whether a process of ours may have a file system of its own. */
export function canMakeDisk(diskAt: SmallDisk): Promise<boolean> {
  const [file = '', ...rest] = [...inOwnDisk(diskAt), 'true'];
  return execute(file, rest).then(
    () => true,
    () => false,
  );
}

/** Needs no privilege where the system gives name spaces to users (`unshare -r`). */
function inOwnDisk({ folder, megabytes }: SmallDisk): string[] {
  const script = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && exec "$@"`;
  return ['unshare', '--map-root-user', '--mount', 'sh', '-c', script, folder];
}

function execute(file: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      file,
      [...words],
      {
        timeout: workTimeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: answerBytesMax,
        // In Electron the same binary is the Node to run it.
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      },
      (error, stdout) => {
        if (error) reject(error);
        else resolve(stdout);
      },
    );
  });
}
