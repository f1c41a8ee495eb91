import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecording } from '../../../drivers/replay/recording.ts';
import { replay } from '../../../drivers/replay/replay.ts';
import { verifyReport } from '../../../main/bench/report/seal.ts';
import type { CommandInput } from '../../../main/contract/commands.ts';
import { machineCipher, openSecrets } from '../../../main/store/secrets.ts';
import type { Settings } from '../../../main/store/settings-schema.ts';
import { secretsOf } from '../../../main/wiring/secret-names.ts';
import { codeFor } from '../../simulators/wechat/scenarios.ts';
import { readJournal } from '../../support/records.ts';
import type { Shop } from '../../support/shop.ts';
import { scan } from '../../support/world-line.ts';
import { benchOf, deviceIn, openBench, tryOut, untilShown } from './bench-shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openBench();
}, 180_000);

afterAll(() => shop.close());

const settings = (): Settings =>
  JSON.parse(readFileSync(join(shop.dataDir, 'settings.json'), 'utf8'));
const settingsOf = (deviceId: string) => settings().devices.find(({ id }) => id === deviceId);

const second: CommandInput<'bench.bind'> = {
  deviceId: null,
  kind: 'printer',
  address: { type: 'tcp', host: '127.0.0.1', port: 9 },
  profile: '58mm',
  role: 'kitchen',
  protocol: null,
};

describe('a new device', () => {
  it('is bound under a free name, written and journalled, and starts at once', async () => {
    await shop.terminal.must('bench.bind', second);
    const tile = await untilShown(shop, 'the second printer', ({ devices }) =>
      devices.find(({ id, connection }) => id === 'printer-2' && connection !== 'closed'),
    );
    expect(tile).toMatchObject({ kind: 'printer', role: 'kitchen', path: '127.0.0.1:9' });
    expect(settingsOf('printer-2')).toMatchObject({ profile: '58mm', role: 'kitchen' });
    expect(readJournal(shop.dataDir, 'device.bound').at(-1)).toMatchObject({
      device: { id: 'printer-2', kind: 'printer' },
    });
    expect(deviceIn(await benchOf(shop), 'printer').connection).toBe('open');
  });

  it('is refused with parts that do not go together, and with a profile or printer that is not there', async () => {
    const wrong = [
      [{ ...second, kind: 'reader' }, 'invalid_command'],
      [{ ...second, role: 'goods' }, 'invalid_command'],
      [{ ...second, profile: 'lost' }, 'device.not-configured'],
      [{ ...second, deviceId: 'ghost' }, 'device.not-configured'],
      [
        { ...second, kind: 'drawer', role: null, address: { type: 'printer', printer: 'ghost' } },
        'device.not-configured',
      ],
    ] as const;
    const before = settings();
    for (const [binding, code] of wrong) {
      const reply = await shop.terminal.command('bench.bind', binding);
      expect(reply, JSON.stringify(binding)).toMatchObject({ ok: false, error: { code } });
    }
    expect(settings()).toEqual(before);
  });

  it('leaves with what hangs on it', async () => {
    await shop.terminal.must('bench.bind', {
      ...second,
      kind: 'drawer',
      address: { type: 'printer', printer: 'printer-2' },
      profile: null,
      role: null,
    });
    expect(settingsOf('drawer-2')).toMatchObject({ printer: 'printer-2', pin: 2 });
    await shop.terminal.must('bench.unbind', { deviceId: 'printer-2' });
    await untilShown(shop, 'both are gone', ({ devices }) =>
      devices.every(({ id }) => id !== 'printer-2' && id !== 'drawer-2'),
    );
    expect(readJournal(shop.dataDir, 'device.unbound')).toEqual([
      { deviceId: 'printer-2' },
      { deviceId: 'drawer-2' },
    ]);
  });
});

describe('setting up', () => {
  it('lists what is plugged in, or says why it cannot', async () => {
    await shop.terminal.must('bench.find', {});
    const finding = await untilShown(shop, 'the list', (bench) =>
      bench.finding && !bench.finding.isBusy ? bench.finding : null,
    );
    expect(finding.failure).toBeNull();
  });

  it('probes a printer’s Chinese, and keeps the line that a person read', async () => {
    await shop.terminal.must('bench.probe', { deviceId: 'printer' });
    const { lines } = await untilShown(shop, 'the probe', ({ probe }) => probe);
    const utf8 = lines.find(({ cjk }) => cjk === 'utf8');
    expect(utf8).toBeDefined();
    const line = utf8?.number ?? 0;
    await shop.terminal.must('bench.probe-answer', { deviceId: 'printer', line });
    await untilShown(shop, 'the answer', ({ probe }) => probe?.chosen === 'utf8');
    expect(settingsOf('printer')).toMatchObject({ profile: '80mm', cjk: 'utf8' });
    await shop.terminal.must('bench.probe-answer', { deviceId: 'printer', line: 1 });
    expect(settingsOf('printer')).toMatchObject({ cjk: lines[0]?.cjk });
  });

  it('learns a drawer’s level from one look at it', async () => {
    await shop.terminal.until(({ status }) => status.printer.health === 'ready', 'the printer');
    await shop.terminal.must('bench.learn-drawer', { deviceId: 'drawer', isOpen: false });
    const { facts } = await untilShown(shop, 'what was learned', (bench) => {
      const { result } = deviceIn(bench, 'drawer');
      return result?.test === 'learn' && result.failure === null ? result : null;
    });
    expect(facts.openLevel).toBe(facts.level === 0 ? 1 : 0);
    expect(settingsOf('drawer')).toMatchObject({ openLevel: facts.openLevel });
  });
});

describe('a recording', () => {
  it('holds a session from its opening on, hides payment codes, and can be played again', async () => {
    const code = codeFor('paid', 777_777);
    await shop.terminal.must('bench.record', { deviceId: 'scanner', isRecording: true });
    const other = { deviceId: 'printer', isRecording: true };
    expect(await shop.terminal.command('bench.record', other)).toMatchObject({
      ok: false,
      error: { code: 'device.busy' },
    });
    await shop.terminal.until(({ status }) => status.scanner.health === 'ready', 'open again');
    const before = (await benchOf(shop)).scans.length;
    await scan(shop.world, '6901234567892');
    await scan(shop.world, code);
    await untilShown(shop, 'both scans', ({ scans }) => scans.length >= before + 2);
    await shop.terminal.must('bench.record', { deviceId: 'scanner', isRecording: false });
    const { recording } = await benchOf(shop);
    expect(recording).toMatchObject({ isRunning: false, deviceId: 'scanner' });
    const text = readFileSync(recording?.path ?? '', 'utf8');
    const hex = Buffer.from(code, 'latin1').toString('hex');
    expect(text).not.toContain(code.slice(0, 8));
    expect(text).not.toContain(hex.slice(0, 16));

    const { events, mismatch } = await replay(readRecording(text));
    expect(mismatch).toBeUndefined();
    const scans = events.flatMap((event) => (event.kind === 'scan' ? [event.code] : []));
    expect(scans).toEqual(['6901234567892', `${'*'.repeat(14)}${code.slice(-4)}`]);
  });
});

describe('the terminal itself', () => {
  it('looks at its storage without disturbing it', async () => {
    await shop.terminal.must('bench.storage', {});
    const storage = await untilShown(shop, 'what was found', ({ storage: found }) => found);
    expect(storage).toMatchObject({ isIntact: true, path: join(shop.dataDir, 'terminal.sqlite') });
    expect(storage.databaseBytes).toBeGreaterThan(0);
    expect(storage.freeBytes).toBeGreaterThan(0);
    expect(storage.syncs.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(0);
    expect(readdirSync(shop.dataDir).filter((name) => name.startsWith('sync-'))).toEqual([]);
  });

  it.each(['disk-full', 'power-cut'] as const)(
    'passes the drill %s on a scratch shop, and leaves nothing of it behind',
    async (drill) => {
      await shop.terminal.must('bench.drill', { drill });
      const found = await untilShown(shop, 'the drill’s end', ({ drills }) =>
        drills.find((each) => each.drill === drill),
      );
      expect(found).toMatchObject({ isPassed: true, facts: { findings: 0 } });
      const left = readdirSync(join(shop.dataDir, 'bench'));
      expect(left.filter((name) => name.startsWith('drill-'))).toEqual([]);
    },
    60_000,
  );

  it('reaches the hub and every provider, and says what it did not need', async () => {
    await shop.terminal.must('bench.network', {});
    const { hops } = await untilShown(shop, 'every hop', ({ network }) =>
      network && !network.isBusy ? network : null,
    );
    expect(hops.map(({ hop, isReachable, reason }) => [hop, isReachable, reason])).toEqual([
      ['interface', null, 'not-needed'],
      ['gateway', null, 'not-needed'],
      ['dns', true, null],
      ['hub', true, null],
      // WeChat, Alipay, the acquirer and the card terminal: a door each
      ...Array.from({ length: 4 }, () => ['provider', true, null]),
    ]);
  });
});

describe('the report', () => {
  it('is signed by the terminal, has everything in it, and none of what is secret', async () => {
    const printed = await tryOut(shop, 'printer', 'ruler');
    expect(printed.failure).toBeNull();
    const code = codeFor('paid', 888_888);
    const before = (await benchOf(shop)).scans.length;
    await scan(shop.world, code);
    await untilShown(shop, 'the scan', ({ scans }) => scans.length > before || scans.length === 20);
    await shop.terminal.must('bench.report', {});
    const report = await untilShown(shop, 'the report', (bench) => bench.report);
    const json = readFileSync(report.path, 'utf8');
    const page = readFileSync(report.pagePath, 'utf8');

    const [created] = readJournal(shop.dataDir, 'terminal.created') as [{ publicKey: string }];
    const verdict = verifyReport(json, created.publicKey);
    expect(verdict).toMatchObject({ isGenuine: true, report: { terminal: { number: '01' } } });
    for (const { id } of settings().devices) {
      expect(json).toContain(id);
      expect(page).toContain(id);
    }

    const secrets = openSecrets(
      join(shop.dataDir, 'secrets'),
      machineCipher(join(shop.dataDir, 'machine-secret')),
    );
    const planted = secretsOf(settings(), secrets);
    expect(planted.length).toBeGreaterThan(1);
    const lines = planted.flatMap((secret) => secret.split('\n')).filter((line) => line.length > 8);
    const own = lines.filter((line) => !line.startsWith('-----'));
    for (const text of [json, page]) {
      for (const line of [...own, code, code.slice(0, 10), '3333"', '2222"']) {
        expect(text).not.toContain(line);
      }
      expect(text).not.toContain('PRIVATE KEY');
    }
  });
});
