import type { CardSeen } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import type { CardChannel } from './card/apdu.ts';
import type { FoundCard } from './card/kind.ts';
import { readCard } from './card/read-card.ts';
import { expected } from './exchange.ts';
import type { CardField } from './protocol.ts';

/** Works with the field on, and turns it off again whatever happens: also when starting it failed. */
export async function withField<Value>(
  field: CardField,
  work: () => Promise<Value>,
): Promise<Value> {
  let value: Value;
  try {
    await field.start();
    value = await work();
  } catch (cause) {
    try {
      await field.stop();
    } catch (second) {
      // The first fault is the one to tell; a second one has cost the connection.
      expected(second);
    }
    throw cause;
  }
  await field.stop();
  return value;
}

/** A card that comes within the time, with all it gives; undefined when none came or it was ended. */
export async function awaitCard(
  field: CardField,
  timeoutMs: number,
  ended: AbortSignal,
): Promise<CardSeen | undefined> {
  const deadline = performance.now() + timeoutMs;
  while (!ended.aborted) {
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) return undefined;
    const found = await field.poll(Math.min(leftMs, driverLimits.cardPollMs));
    if (found) return readFound(field, found, ended);
  }
  return undefined;
}

/** Reads a card that was found; undefined when it was ended in the middle. */
export async function readFound(
  field: CardField,
  found: FoundCard,
  ended: AbortSignal,
): Promise<CardSeen | undefined> {
  try {
    return await readCard(found, watched(field.channel, ended));
  } catch (cause) {
    if (cause instanceof Ended) return undefined;
    throw cause;
  }
}

/** Whether a card was there and could not be read; a reader that is away failed to read nothing. */
export function isFailedRead({ code }: DeviceError): boolean {
  return code === 'device.card-removed' || code === 'device.bad-data' || code === 'device.timeout';
}

/** Somebody no longer wants the card. */
class Ended extends Error {}

/** A channel that ends between two questions, and that no card can keep for ever. */
function watched(channel: CardChannel, ended: AbortSignal): CardChannel {
  const { cardReadTimeoutMs } = driverLimits;
  const deadline = performance.now() + cardReadTimeoutMs;
  const check = (): void => {
    if (ended.aborted) throw new Ended();
    if (performance.now() <= deadline) return;
    throw new DeviceError('device.timeout', `the card took longer than ${cardReadTimeoutMs} ms`);
  };
  return {
    transmit: async (apdu) => {
      check();
      return channel.transmit(apdu);
    },
    readPages: async (page) => {
      check();
      return channel.readPages(page);
    },
  };
}
