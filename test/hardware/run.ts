import { resolve } from 'node:path';
import { type LabRun, runLab } from './host/lab-run.ts';
import type { Accelerator } from './host/qemu.ts';
import { mayUseKvm, reasonNotToStart } from './host/reasons.ts';
import type { GuestMessage } from './messages.ts';

// `npm run test:hardware`: the drivers against real device nodes, in a guest that needs no hardware.

const root = resolve(import.meta.dirname, '..', '..');

/** The machine's own virtualisation where it works, then emulation, and that once more. */
const attempts: readonly Accelerator[] = mayUseKvm() ? ['kvm', 'tcg', 'tcg'] : ['tcg', 'tcg'];

const reason = reasonNotToStart(root);
if (reason === undefined) await runUntilComplete();
else skip(reason);

async function runUntilComplete(): Promise<void> {
  let run: LabRun | undefined;
  for (const accelerator of attempts) {
    console.log(`hardware lab: starting a guest (${accelerator})`);
    const startedAt = performance.now();
    run = await runLab(root, accelerator, (message) => print(message, startedAt));
    if (run.end === 'complete') break;
    console.log(`hardware lab: ${accelerator}: ${run.reason}`);
  }
  if (!run) return;
  if (run.end === 'refused') return skip('no guest could be started');
  const seconds = (run.tookMs / 1_000).toFixed(1);
  console.log(`hardware lab: ${seconds} s from start to power-off, ${run.accelerator}`);
  // Checks that were never reached are counted as one failure: nobody knows how many there were.
  const failed = run.failed + (run.end === 'broken' ? 1 : 0);
  console.log(`${run.passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function skip(why: string): void {
  const [headline = '', ...rest] = why.split('\n').filter((line) => line.trim() !== '');
  for (const line of rest) console.log(`hardware lab: ${line.trim()}`);
  console.log(`0 passed, 0 failed, skipped: ${headline}`);
}

function print(message: GuestMessage, startedAt: number): void {
  switch (message.type) {
    case 'started': {
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      console.log(`hardware lab: Linux ${message.kernel} is up after ${seconds} s`);
      break;
    }
    case 'check':
      console.log(
        message.failure === undefined
          ? `  ok    ${message.name} (${Math.round(message.tookMs)} ms)`
          : `  FAIL  ${message.name}: ${message.failure}`,
      );
      break;
    case 'figure':
      console.log(`        ${message.name}: ${message.value}`);
      break;
    case 'ask':
    case 'ended':
      break;
  }
}
