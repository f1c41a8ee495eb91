import type { CardSeen } from '../../drivers/contract.ts';
import type { BenchTestName } from '../contract/bench/names.ts';
import { type Result, succeed } from '../contract/failure.ts';
import type { Activity } from './activity.ts';
import { type PrinterTest, testPaper, upperCodePage } from './papers.ts';
import type { BenchParts } from './parts.ts';
import { wordsIn } from './words.ts';

type Facts = Record<string, string | number>;
type Test = (parts: BenchParts, deviceId: string) => Promise<Result<Facts>>;

/** Below the terminal's own limit for a call; a person needs the time. */
const weighTimeoutMs = 8_000;
const cardTimeoutMs = 15_000;

export type DeviceTests = { run(deviceId: string, test: BenchTestName): Promise<void> };

/** What a device can be made to do, one thing at a time; what came of it stands on its tile. */
export function createDeviceTests(
  parts: BenchParts,
  activity: Activity,
  onCard: (deviceId: string, card: CardSeen) => void,
): DeviceTests {
  const tests: Readonly<Record<BenchTestName, Test>> = {
    ...printerTests,
    ...plainTests,
    card: async ({ devices }, deviceId) => {
      const reply = await devices.call(deviceId, 'read-card', { timeoutMs: cardTimeoutMs });
      if (!reply.ok) return reply;
      if (reply.value === null) return succeed({ card: 'none' });
      onCard(deviceId, reply.value);
      // Whose card it is stands on the bench alone: what came of a test goes into reports.
      return succeed({ card: reply.value.kind });
    },
  };
  return {
    async run(deviceId, test) {
      const outcome = await activity.during(deviceId, test, () => tests[test](parts, deviceId));
      activity.finish(deviceId, {
        test,
        at: parts.now(),
        failure: outcome.ok ? null : outcome.error.code,
        facts: outcome.ok ? outcome.value : {},
      });
    },
  };
}

function printing(test: PrinterTest): Test {
  return async ({ devices, resolved, language, newId }, deviceId) => {
    const printer = resolved().configs.find(({ id }) => id === deviceId);
    if (printer?.kind !== 'printer' || typeof printer.profile === 'string') return succeed({});
    const document = testPaper(test, printer.profile, wordsIn(language()));
    const reply = await devices.call(deviceId, 'print', { jobId: newId(), document });
    if (reply.ok && test === 'code-page') {
      const hex = Buffer.from(upperCodePage(printer.profile)).toString('hex');
      const sent = await devices.call(deviceId, 'send-raw', { hex });
      if (!sent.ok) return sent;
    }
    return reply.ok ? succeed({ confirmation: reply.value.confirmation }) : reply;
  };
}

const printerTests = {
  ruler: printing('ruler'),
  'code-page': printing('code-page'),
  chinese: printing('chinese'),
  raster: printing('raster'),
  qr: printing('qr'),
  cut: printing('cut'),
  page: printing('page'),
};

const plainTests = {
  kick: async ({ devices }, deviceId) => {
    const reply = await devices.call(deviceId, 'open', null);
    if (!reply.ok) return reply;
    const { levelBefore, levelAfter, hasMoved } = reply.value;
    return succeed(
      present({
        levelBefore,
        levelAfter,
        hasMoved: hasMoved === undefined ? undefined : yes(hasMoved),
      }),
    );
  },
  level: async ({ devices }, deviceId) => {
    const reply = await devices.call(deviceId, 'read-drawer', null);
    if (!reply.ok) return reply;
    const { level, isOpen } = reply.value;
    return succeed(present({ level, isOpen: isOpen === undefined ? undefined : yes(isOpen) }));
  },
  show: async ({ devices, settings, resolved }, deviceId) => {
    const display = resolved().configs.find(({ id }) => id === deviceId);
    const canChinese = display?.kind === 'display' && display.charset === 'gb18030';
    const lines = [canChinese ? settings.store.name['zh-CN'] : 'SAOMA', '12345678901234567890'];
    const [upper = '', lower = ''] = lines;
    const reply = await devices.call(deviceId, 'show', { lines: [upper, lower] });
    return reply.ok ? succeed({ upper, lower }) : reply;
  },
  clear: async ({ devices }, deviceId) => {
    const reply = await devices.call(deviceId, 'show', { lines: ['', ''] });
    return reply.ok ? succeed({}) : reply;
  },
  weigh: async ({ devices }, deviceId) => {
    const reply = await devices.call(deviceId, 'weigh', { timeoutMs: weighTimeoutMs });
    if (!reply.ok) return reply;
    const { valueMicro, unit, milligrams, raw } = reply.value;
    return succeed({ weight: `${valueMicro / 1_000_000} ${unit}`, milligrams, raw });
  },
  zero: async ({ devices }, deviceId) => {
    const reply = await devices.call(deviceId, 'zero', null);
    return reply.ok ? succeed({}) : reply;
  },
  signal: async ({ devices }, deviceId) => {
    const reply = await devices.call(deviceId, 'signal', { light: 'green', beeps: 1 });
    return reply.ok ? succeed({}) : reply;
  },
} satisfies Partial<Record<BenchTestName, Test>>;

function yes(is: boolean): string {
  return is ? 'yes' : 'no';
}

/** Without what the device did not say. */
function present(facts: Readonly<Record<string, string | number | undefined>>): Facts {
  const said: Facts = {};
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) said[name] = value;
  return said;
}
