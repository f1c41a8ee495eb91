import { driverLimits } from '../limits.ts';
import type { Decoder, DecoderListener } from './decoder.ts';
import { emptyFramer, type Framed, flush, pushBytes } from './framer.ts';

/** Codes off a serial line: by their ends, and by silence for scanners that send none. */
export function createSerialDecoder(listener: DecoderListener): Decoder {
  let framer = emptyFramer;
  let silence: NodeJS.Timeout | undefined;

  const take = (framed: Framed): void => {
    framer = framed.framer;
    for (const text of framed.codes) listener.onCode({ text });
    for (let lost = 0; lost < framed.overflows; lost++) {
      listener.onFault(`a code is longer than ${driverLimits.scanBytes} bytes`);
    }
  };
  return {
    receive: (bytes) => {
      clearTimeout(silence);
      take(pushBytes(framer, bytes, driverLimits.scanBytes));
      silence = setTimeout(() => take(flush(framer)), driverLimits.scanIdleMs);
    },
    reset: () => {
      clearTimeout(silence);
      framer = emptyFramer;
    },
  };
}
