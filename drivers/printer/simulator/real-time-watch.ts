import { DLE } from '../escpos/bytes.ts';
import type { Command } from './command.ts';
import { fixedCommand } from './command-table.ts';

/** Finds DLE commands in raw bytes, as a stopped printer does that interprets nothing else. */
export class RealTimeWatch {
  #tail: number[] = [];

  find(bytes: Uint8Array): Command[] {
    const commands: Command[] = [];
    for (const byte of bytes) {
      if (this.#tail.length === 0 && byte !== DLE) continue;
      this.#tail.push(byte);
      const [, second, ...parameters] = this.#tail;
      if (second === undefined) continue;
      const fixed = fixedCommand(DLE, second);
      if (fixed && parameters.length < fixed.parameterBytes) continue;
      if (fixed) commands.push(fixed.make(Uint8Array.from(parameters)));
      this.#tail = !fixed && second === DLE ? [DLE] : [];
    }
    return commands;
  }
}
