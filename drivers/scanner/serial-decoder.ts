import { driverLimits } from '../limits.ts';
import type { Decoder, DecoderListener } from './decoder.ts';
import { emptyFramer, type Framed, flush, pushBytes } from './framer.ts';

/**
 * Codes off a serial line: by their ends, and by silence for scanners that send none. A scanner that
 * has ended one code ends them all, so that its unended one was held up on the way: it gets longer,
 * or a busy moment of the system would cut a code in two.
 */
export function createSerialDecoder(listener: DecoderListener): Decoder {
  let framer = emptyFramer;
  let silence: NodeJS.Timeout | undefined;
  let endsCodes = false;

  const take = (framed: Framed): void => {
    framer = framed.framer;
    for (const text of framed.codes) listener.onCode({ text });
    for (let lost = 0; lost < framed.overflows; lost++) {
      listener.onFault(`a code is longer than ${driverLimits.scanBytes} bytes`);
    }
  };
  const waitForSilence = (): void => {
    const idleMs = endsCodes ? driverLimits.scanEndedIdleMs : driverLimits.scanIdleMs;
    const armedAt = performance.now();
    silence = setTimeout(() => {
      // This process was held up itself: what has come meanwhile is not read yet.
      const wasLate = performance.now() - armedAt > 1.5 * idleMs;
      if (wasLate) waitForSilence();
      else take(flush(framer));
    }, idleMs);
  };
  return {
    receive: (bytes) => {
      clearTimeout(silence);
      const framed = pushBytes(framer, bytes, driverLimits.scanBytes);
      if (framed.codes.length > 0) endsCodes = true;
      take(framed);
      if (framer.pending !== '' || framer.isOverflowing) waitForSilence();
    },
    reset: () => {
      clearTimeout(silence);
      framer = emptyFramer;
      endsCodes = false;
    },
  };
}
