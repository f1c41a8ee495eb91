import { describe, expect, it } from 'vitest';
import { forbidden, importsOf, rings } from './tidy/imports.ts';
import { layers, outside } from './tidy/layers.ts';
import { parse, programs, syntax } from './tidy/tree.ts';

/** The arrows of a file that is not there. */
function planted(path: string, text: string) {
  return importsOf(parse(path, text));
}

const inside = programs.filter((path) => path.includes('/') && !outside.includes(folderOf(path)));

function folderOf(path: string): string {
  return path.split('/')[0] ?? '';
}

describe('the layers', () => {
  it('hold: no file imports what its folder may not know', () => {
    expect(
      forbidden(
        layers,
        inside.flatMap((path) => importsOf(syntax(path))),
      ),
    ).toEqual([]);
  });

  it('hold when the program runs: no files import each other in a ring', () => {
    expect(rings(programs.flatMap((path) => importsOf(syntax(path))))).toEqual([]);
  });

  it('name only what is there', () => {
    const gone = Object.keys(layers).filter(
      (row) => !programs.some((path) => path === row || path.startsWith(`${row}/`)),
    );
    expect(gone).toEqual([]);
  });
});

describe('a planted violation is found', () => {
  it.each([
    ['main/domain/tax.ts', "import { limits } from '../contract/limits.ts';"],
    ['main/domain/tax.ts', "import { randomUUID } from 'node:crypto';"],
    ['main/contract/commands.ts', "import { openStore } from '../store/store.ts';"],
    ['main/contract/commands.ts', "import { createHash } from 'node:crypto';"],
    ['main/sync/uploader.ts', "import { openStore } from '../store/store.ts';"],
    ['main/payments/runner.ts', "import { DatabaseSync } from 'node:sqlite';"],
    ['main/payments/runner.ts', "import type { Uploader } from '../sync/uploader.ts';"],
    ['main/host/chromium.ts', "import { app } from 'electron';"],
    ['main/host/chromium.ts', "import type { Sale } from '../domain/sale.ts';"],
    ['main/terminal.ts', "import { app } from 'electron';"],
    ['main/terminal.ts', "const { world } = await import('../test/demo/world.ts');"],
    ['main/devices/client.ts', "import { openSerial } from '../../drivers/transport/serial.ts';"],
    ['drivers/scanner/framer.ts', "import { SerialPort } from 'serialport';"],
    ['drivers/scanner/framer.ts', "export type { Sale } from '../../main/domain/sale.ts';"],
    ['renderer/screens/sale.tsx', "import { readFile } from 'node:fs/promises';"],
    ['renderer/screens/sale.tsx', "import '../../main/contract/sync/chain.ts';"],
    ['renderer/screens/sale.tsx', "import type { Store } from '../../main/store/store.ts';"],
    ['renderer/screens/sale.tsx', "let store: import('../../main/store/store.ts').Store;"],
    ['hub/ingest.ts', "import { commands } from '../main/contract/commands.ts';"],
    ['hub/ingest.ts', "const { SerialPort } = require('serialport');"],
    ['elsewhere/tool.ts', "import { money } from '../main/domain/money.ts';"],
  ])('%s: %s', (path, text) => {
    expect(forbidden(layers, planted(path, text))).toHaveLength(1);
  });

  it('in a ring of three files, and not in one that only types close', () => {
    const files = [
      ...planted('main/a.ts', "import { b } from './b.ts';"),
      ...planted('main/b.ts', "export * from './c.ts';"),
    ];
    const close = planted('main/c.ts', "import { a } from './a.ts';");
    const closeByType = planted('main/c.ts', "import type { A } from './a.ts';");
    expect(rings([...files, ...close])).toEqual(['main/a.ts → main/b.ts → main/c.ts → main/a.ts']);
    expect(rings([...files, ...closeByType])).toEqual([]);
  });
});

it.each([
  ['main/sync/uploader.ts', "import type { Store } from '../store/store.ts';"],
  ['main/devices/client.ts', "import type { DeviceEvent } from '../../drivers/contract.ts';"],
  ['main/start.ts', "const { world } = await import('../test/demo/world.ts');"],
  ['main/store/journal.ts', "import { DatabaseSync } from 'node:sqlite';"],
  ['hub/ingest.ts', "import { hashOf } from '../main/contract/sync/chain.ts';"],
  ['renderer/client.ts', "import { h } from 'preact/jsx-runtime';"],
])('what the table allows is not a violation: %s: %s', (path, text) => {
  expect(forbidden(layers, planted(path, text))).toEqual([]);
});
