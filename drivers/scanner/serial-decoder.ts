import { driverLimits } from '../limits.ts';
import type { Decoder, DecoderListener } from './decoder.ts';
import { emptyFramer, type Framed, flush, pushBytes } from './framer.ts';
import { createSilence } from './silence.ts';

/**
 * Codes off a serial line: by their ends, and by silence for scanners that send none. A scanner that
 * has ended one code ends them all, so that its unended one was held up on the way: it gets longer,
 * or a busy moment of the system would cut a code in two.
 */
export function createSerialDecoder(listener: DecoderListener): Decoder {
  let framer = emptyFramer;
  let endsCodes = false;

  const take = (framed: Framed): void => {
    framer = framed.framer;
    for (const text of framed.codes) listener.onCode({ text });
    for (let lost = 0; lost < framed.overflows; lost++) {
      listener.onFault(`a code is longer than ${driverLimits.scanBytes} bytes`);
    }
  };
  const silence = createSilence(() => take(flush(framer)));
  return {
    receive: (bytes) => {
      silence.stop();
      const framed = pushBytes(framer, bytes, driverLimits.scanBytes);
      if (framed.codes.length > 0) endsCodes = true;
      take(framed);
      const isUnfinished = framer.pending !== '' || framer.isOverflowing;
      const idleMs = endsCodes ? driverLimits.scanEndedIdleMs : driverLimits.scanIdleMs;
      if (isUnfinished) silence.wait(idleMs);
    },
    reset: () => {
      silence.stop();
      framer = emptyFramer;
      endsCodes = false;
    },
  };
}
