import type { DisplayConfig } from '../../contract.ts';
import { type ByteWire, startByteWire, type WirePlace } from '../../simulator/byte-wire.ts';
import { DisplayMachine } from './machine.ts';

export type DisplaySimulator = Omit<ByteWire, 'send'> & {
  /** The two lines as the customer sees them, 20 cells each. */
  readonly lines: () => [string, string];
  /** Bytes that it did not understand, or not in the mode it was in. */
  readonly ignored: () => number;
  /** Every picture that has been seen, a new one after each piece of bytes that changed it. */
  readonly seen: readonly (readonly [string, string])[];
};

/** A display of two lines of 20 cells; it is empty whenever it has been unplugged. */
export async function startDisplaySimulator(
  protocol: DisplayConfig['protocol'],
  place: WirePlace,
  onChange?: () => void,
): Promise<DisplaySimulator> {
  let machine = new DisplayMachine(protocol);
  const seen: [string, string][] = [];
  const wire = await startByteWire(place, (bytes) => {
    machine.receive(bytes);
    const lines = machine.lines();
    if (lines.join() === seen.at(-1)?.join()) return;
    seen.push(lines);
    onChange?.();
  });
  return {
    transport: wire.transport,
    lines: () => machine.lines(),
    ignored: () => machine.ignored,
    seen,
    unplug: async () => {
      await wire.unplug();
      machine = new DisplayMachine(protocol);
    },
    replug: wire.replug,
    close: wire.close,
  };
}
