import type { PrinterStatus, PrintOutcome } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import type { Transport } from '../transport/transport.ts';
import { refusalOf } from './refusal.ts';

/** A printer's connection during one turn on it. */
export type PrinterWire = {
  readonly write: Transport['write'];
  /** Asks for the status within so many milliseconds; absent for printers that do not answer. */
  readonly ask?: (firstTimeoutMs: number) => Promise<PrinterStatus>;
};

/**
 * Sends a job: asks, writes, and asks again between segments and after the last byte, so that
 * `accepted` means that the printer has worked off what it was sent. Every error says whether the
 * document had begun: until the first byte nothing can be on paper. `timeoutMs` counts from the
 * first byte to the last answer.
 */
export async function runJob(
  segments: readonly Uint8Array[],
  wire: PrinterWire,
  timeoutMs: number,
): Promise<PrintOutcome['confirmation']> {
  await refuseUnlessReady(wire);
  const deadline = performance.now() + timeoutMs;
  const leftMs = (): number => Math.max(1, deadline - performance.now());
  try {
    for (const segment of segments) {
      await wire.write(segment, leftMs());
      await checkStillReady(wire, Math.min(leftMs(), driverLimits.printConfirmTimeoutMs));
    }
  } catch (cause) {
    if (!(cause instanceof DeviceError) || cause.began !== undefined) throw cause;
    const code = cause.code === 'device.timeout' ? cause.code : 'device.interrupted';
    throw new DeviceError(code, cause.message, true);
  }
  return wire.ask ? 'accepted' : 'sent';
}

async function refuseUnlessReady({ ask }: PrinterWire): Promise<void> {
  if (!ask) return;
  const status = await ask(driverLimits.statusTimeoutMs).catch((cause: unknown) => {
    if (!(cause instanceof DeviceError)) throw cause;
    throw new DeviceError(cause.code, cause.message, false);
  });
  const refusal = refusalOf(status);
  if (refusal) throw new DeviceError(refusal.code, refusal.message, false);
}

async function checkStillReady({ ask }: PrinterWire, timeoutMs: number): Promise<void> {
  const refusal = ask && refusalOf(await ask(timeoutMs));
  if (!refusal) return;
  const code = refusal.code === 'device.cutter-jam' ? refusal.code : 'device.interrupted';
  throw new DeviceError(code, refusal.message, true);
}
