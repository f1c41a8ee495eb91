import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeFor } from '../../simulators/wechat/scenarios.ts';
import { readJournal } from '../../support/records.ts';
import type { Shop } from '../../support/shop.ts';
import { until } from '../../support/until.ts';
import { scan } from '../../support/world-line.ts';
import {
  benchOf,
  cashier,
  deviceIn,
  manager,
  openBench,
  standBefore,
  technician,
  tryOut,
  untilShown,
} from './bench-shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openBench();
}, 180_000);

afterAll(() => shop.close());

describe('the bench', () => {
  it('shows every device with its life cycle, power, place, role and counters', async () => {
    const bench = await benchOf(shop);
    const scanner = deviceIn(bench, 'scanner');
    expect(scanner).toMatchObject({
      connection: 'open',
      lifecycle: 'enabled',
      power: 'online',
      role: 'any',
      running: null,
    });
    expect(scanner.path).toMatch(/ 9600 8N1$/);
    expect(scanner.counters).toContainEqual({ name: 'OnlineTransitionCount', today: 1, life: 1 });
    expect(deviceIn(bench, 'printer').model).toMatch(/80 mm/);
    expect(bench.versions).toMatchObject({ node: process.versions.node });
    expect(bench.profiles.printers.map(({ name }) => name)).toContain('58mm');
  });

  it('is for a manager and a technician: a cashier sees nothing of it and may do nothing', async () => {
    await standBefore(shop, cashier);
    const seen = await shop.terminal.query('bench.trace', { deviceId: 'scanner', after: 0 });
    expect(seen).toMatchObject({ ok: false, error: { code: 'policy.denied' } });
    const done = await shop.terminal.command('bench.check-all', { level: 'internal' });
    expect(done).toMatchObject({ ok: false, error: { code: 'policy.denied' } });
    await standBefore(shop, technician);
  });

  it('refuses a device that is not there, and a test of another kind of device', async () => {
    const refused = { ok: false, error: { code: 'device.not-configured' } };
    const level = 'internal';
    const ghost = await shop.terminal.command('bench.check-health', { deviceId: 'ghost', level });
    expect(ghost).toMatchObject(refused);
    const cut = await shop.terminal.command('bench.test', { deviceId: 'scanner', test: 'cut' });
    expect(cut).toMatchObject(refused);
  });
});

describe('health', () => {
  it('of all devices is checked one after another, timed and kept', async () => {
    await shop.terminal.must('bench.check-all', { level: 'internal' });
    const bench = await untilShown(shop, 'every device is checked', (each) =>
      each.run === null && each.devices.every(({ health }) => health.length > 0) ? each : null,
    );
    for (const { id, health } of bench.devices) {
      expect(health, id).toHaveLength(1);
      expect(health[0], id).toMatchObject({ level: 'internal', isHealthy: true });
    }
    const history = await shop.terminal.query('bench.history', { deviceId: 'printer' });
    expect(history).toMatchObject({ ok: true, value: [{ level: 'internal' }] });
  });

  it('of an unplugged scanner says so and does not wait', async () => {
    await shop.terminal.must('demo.scanner', { isPlugged: false });
    await shop.terminal.until(({ status }) => status.scanner.health !== 'ready', 'it is gone');
    await shop.terminal.must('bench.check-health', { deviceId: 'scanner', level: 'external' });
    const found = await untilShown(shop, 'what the check found', (bench) =>
      deviceIn(bench, 'scanner').health.find(({ level }) => level === 'external'),
    );
    expect(found).toMatchObject({ isHealthy: false, codes: ['not-connected'] });
    await shop.terminal.must('demo.scanner', { isPlugged: true });
    await shop.terminal.until(({ status }) => status.scanner.health === 'ready', 'it is back');
  });
});

describe('a scan at the bench', () => {
  it('is taken apart and looked at, sells nothing and is no notice', async () => {
    await scan(shop.world, ']C10109501101530003310300125015261231');
    const [found] = await untilShown(shop, 'the scan', ({ scans }) => scans.length > 0 && scans);
    expect(found).toMatchObject({
      aim: ']C1',
      symbology: 'gs1-128',
      gs1: [
        { ai: '01', value: '09501101530003' },
        { ai: '3103', value: '001250' },
        { ai: '15', value: '261231' },
      ],
      advice: null,
    });
    expect(shop.till.basket).toBeNull();
    expect(shop.till.notices).toEqual([]);
  });

  it('hides a payment code on the screen, in the trace and in the counters’ neighbours', async () => {
    const code = codeFor('paid', 424_242);
    const before = (await benchOf(shop)).scans.length;
    await scan(shop.world, code);
    const bench = await untilShown(shop, 'the scan', (each) =>
      each.scans.length > before ? each : null,
    );
    const trace = await shop.terminal.query('bench.trace', { deviceId: 'scanner', after: 0 });
    const rows = trace.ok ? trace.value : [];
    const bytes = Buffer.from(rows.map(({ hex }) => hex).join(''), 'hex').toString('latin1');
    for (const text of [JSON.stringify(bench), JSON.stringify(rows), bytes]) {
      expect(text).not.toContain(code);
      expect(text).not.toContain(code.slice(0, 8));
    }
    expect(bench.scans[0]?.code).toBe(`${'*'.repeat(14)}${code.slice(-4)}`);
    expect(bytes).toContain(code.slice(-4));
  });

  it('gives its scanner the role that it was asked for, in the settings and in the journal', async () => {
    await shop.terminal.must('bench.learn-scanner', { role: 'goods' });
    await untilShown(shop, 'the next scan is awaited', (bench) => bench.learningRole === 'goods');
    await scan(shop.world, '6901234567892');
    await untilShown(
      shop,
      'the role is learned',
      (bench) => bench.learningRole === null && deviceIn(bench, 'scanner').role === 'goods',
    );
    expect(settingsOf('scanner')).toMatchObject({ role: 'goods' });
    expect(readJournal(shop.dataDir, 'device.bound').at(-1)).toMatchObject({
      device: { id: 'scanner', role: 'goods' },
    });
  });
});

describe('the printer’s bench', () => {
  it.each(['ruler', 'code-page', 'chinese', 'raster', 'qr', 'cut', 'page'] as const)(
    'prints %s',
    async (test) => {
      expect(await tryOut(shop, 'printer', test)).toMatchObject({ failure: null });
    },
  );

  it('decodes what it sent and what the printer answered', async () => {
    const trace = await shop.terminal.query('bench.trace', { deviceId: 'printer', after: 0 });
    const rows = trace.ok ? trace.value : [];
    expect(rows.some(({ direction, decoded }) => direction === 'out' && /GS V/.test(decoded))).toBe(
      true,
    );
    expect(
      rows.some(({ direction, decoded }) => direction === 'in' && /status/.test(decoded)),
    ).toBe(true);
    const last = rows.at(-1)?.number ?? 0;
    const later = await shop.terminal.query('bench.trace', { deviceId: 'printer', after: last });
    expect(later.ok && later.value.every(({ number }) => number > last)).toBe(true);
  });

  it('says what keeps it from printing', async () => {
    await shop.terminal.must('demo.printer', { state: 'paper-out' });
    await shop.terminal.until(({ status }) => status.printer.health === 'attention', 'no paper');
    expect(await tryOut(shop, 'printer', 'ruler')).toMatchObject({ failure: 'device.paper-out' });
    await shop.terminal.must('demo.printer', { state: 'ready' });
    await shop.terminal.until(({ status }) => status.printer.health === 'ready', 'paper');
  });

  it('opens the drawer, which stands in the journal, and reads its level', async () => {
    const before = readJournal(shop.dataDir, 'drawer.opened');
    expect(await tryOut(shop, 'drawer', 'kick')).toMatchObject({ failure: null });
    expect(readJournal(shop.dataDir, 'drawer.opened')).toEqual([
      ...before,
      { reason: 'bench: test', deviceId: 'drawer' },
    ]);
    expect(await tryOut(shop, 'drawer', 'level')).toMatchObject({
      failure: null,
      facts: { level: expect.any(Number) },
    });
  });
});

describe('raw bytes', () => {
  const asked = { deviceId: 'printer', hex: '1b40' };

  it('are refused without a manager’s PIN', async () => {
    const own = { ...technician, reason: 'test' };
    const reply = await shop.terminal.command('bench.send-raw', { ...asked, approval: own });
    expect(reply).toMatchObject({ ok: false, error: { code: 'policy.needs-supervisor' } });
    expect(readJournal(shop.dataDir, 'device.raw-sent')).toEqual([]);
  });

  it('go to the device with one, and stand in the journal', async () => {
    await shop.terminal.must('bench.send-raw', {
      ...asked,
      approval: { ...manager, reason: 'by the manual' },
    });
    await until('the bytes on the wire', async () => {
      const trace = await shop.terminal.query('bench.trace', { deviceId: 'printer', after: 0 });
      return trace.ok && trace.value.some(({ hex }) => hex === asked.hex);
    });
    expect(readJournal(shop.dataDir, 'device.raw-sent')).toEqual([asked]);
    expect(readJournal(shop.dataDir, 'approval.given')).toContainEqual({
      subject: 'raw bytes to printer',
      reason: 'by the manual',
      askedBy: 'staff-wu',
    });
  });
});

describe('what was counted', () => {
  it('is there again after the terminal was started anew', async () => {
    const before = scansOf(deviceIn(await benchOf(shop), 'scanner'));
    expect(before.life).toBeGreaterThan(0);
    await shop.terminal.stop();
    await shop.startTerminal();
    await shop.untilReady();
    await standBefore(shop);
    expect(scansOf(deviceIn(await benchOf(shop), 'scanner'))).toEqual(before);
  }, 60_000);
});

function scansOf({ counters }: ReturnType<typeof deviceIn>) {
  const { today = 0, life = 0 } = counters.find(({ name }) => name === 'GoodScanCount') ?? {};
  return { today, life };
}

function settingsOf(deviceId: string): unknown {
  const path = join(shop.dataDir, 'settings.json');
  const { devices } = JSON.parse(readFileSync(path, 'utf8')) as { devices: { id: string }[] };
  return devices.find(({ id }) => id === deviceId);
}
