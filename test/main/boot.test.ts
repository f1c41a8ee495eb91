import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { boot, bootPhases, type Phase } from '../../main/boot.ts';
import { PosError } from '../../main/contract/failure.ts';
import { machineCipher } from '../../main/store/secrets.ts';
import { openLonelyShop } from '../drills/lonely-shop.ts';

let dataDir: string;
const cipher = (folder: string) => machineCipher(join(folder, 'machine-secret'));

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'saoma-boot-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('comes up from what it must know to what it can do', () => {
  expect(bootPhases.map(({ name }) => name)).toEqual(['settings', 'secrets', 'store', 'accounts']);
});

it('brings a shop up with its journal begun', async () => {
  await openLonelyShop(dataDir, null);
  const booted = await boot({ dataDir, cipher });
  if (!booted.ok) throw new Error(booted.failure.message);
  expect(booted.machine.store.journal.get(1)?.body).toContain('terminal.created');
  booted.machine.store.close();
});

it('names the phase that failed, the file and the reason when the settings are broken', async () => {
  const path = join(dataDir, 'settings.json');
  writeFileSync(path, '{ "version": 1, ');
  const booted = await boot({ dataDir, cipher });
  expect(booted).toMatchObject({
    ok: false,
    phase: 'settings',
    failure: { code: 'settings.broken', data: { path } },
  });
});

it('stops at the first phase that fails, and hides no defect', async () => {
  const ran: string[] = [];
  const refused = new PosError({ code: 'store.full', message: 'full', retry: 'after-fix' });
  const phase = (name: string, error?: Error): Phase => ({
    name,
    run() {
      ran.push(name);
      if (error) throw error;
    },
  });
  const phases = [phase('one'), phase('two', refused), phase('three')];
  const booted = await boot({ dataDir, cipher }, phases);
  expect(booted).toMatchObject({ ok: false, phase: 'two', failure: { code: 'store.full' } });
  expect(ran).toEqual(['one', 'two']);
  await expect(boot({ dataDir, cipher }, [phase('bad', new Error('a defect'))])).rejects.toThrow(
    'a defect',
  );
});
