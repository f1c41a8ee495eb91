import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ptyAddress, type Socat, startSocat } from '../simulator/socat.ts';

export type SimulatedScan = {
  /** Sent before the code, such as `]E0`. */
  readonly aim?: string;
  /** `\r\n` when absent, as most scanners leave the factory. */
  readonly terminator?: string;
  /** The bytes are written in so many parts; 1 when absent. */
  readonly chunks?: number;
};

/** A serial scanner on one end of a pair of pseudo-terminals. */
export type ScannerSimulator = {
  /** The end that the driver opens. */
  readonly path: string;
  /** The scanner's own end: what any program writes here is scanned. */
  readonly farPath: string;
  readonly scan: (code: string, options?: SimulatedScan) => Promise<void>;
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Both ends vanish, as a pulled USB plug makes them. */
  readonly unplug: () => Promise<void>;
  readonly replug: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Makes the pair as links in an existing directory. Needs `socat`. */
export async function startScannerSimulator(
  directory: string,
  name = 'scanner',
): Promise<ScannerSimulator> {
  const path = join(directory, name);
  const farPath = join(directory, `${name}-far-end`);
  let pair: Socat | undefined;

  const replug = async (): Promise<void> => {
    pair ??= await startSocat(ptyAddress(path), ptyAddress(farPath));
  };
  const unplug = async (): Promise<void> => {
    await pair?.close();
    pair = undefined;
  };
  const write = async (bytes: Uint8Array): Promise<void> => {
    const file = await open(farPath, constants.O_WRONLY | constants.O_NOCTTY);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
  };
  await replug();
  return {
    path,
    farPath,
    write,
    unplug,
    replug,
    close: unplug,
    scan: async (code, { aim = '', terminator = '\r\n', chunks = 1 } = {}) => {
      const bytes = Buffer.from(aim + code + terminator, 'latin1');
      const size = Math.ceil(bytes.length / chunks);
      for (let at = 0; at < bytes.length; at += size) await write(bytes.subarray(at, at + size));
    },
  };
}
