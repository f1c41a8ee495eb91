import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BenchSnapshot } from '../../main/contract/bench/snapshot.ts';
import { benchViews, openView } from './bench-views.ts';
import {
  bundlePages,
  commandsSent,
  type Files,
  openCashier,
  push,
  pushWire,
  startBrowser,
} from './pages.ts';
import { bench } from './sample-bench.ts';
import { at, screens } from './samples.ts';

let files: Files;
let browser: Browser;

beforeAll(async () => {
  files = await bundlePages();
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

const idle: BenchSnapshot = {
  ...bench,
  run: null,
  learningRole: null,
  drillRunning: null,
  devices: bench.devices.map((device) => ({ ...device, running: null })),
};

/** Opens a view of an idle bench, and says what the taps in it sent. */
async function tapping(
  view: keyof typeof benchViews,
  taps: (page: Page) => Promise<void>,
): Promise<unknown> {
  const page = await browser.newPage({ viewport: { width: 1_024, height: 768 } });
  try {
    await page.clock.install();
    await openCashier(page, files, screens.devices, { 'bench.snapshot': idle });
    await page.locator('.overview').waitFor();
    await openView(page, benchViews[view]);
    await page.clock.runFor(1_000);
    await taps(page);
    const sent = await commandsSent(page);
    return sent
      .filter(({ name }) => name !== 'host.ready')
      .map(({ name, input }) => [name, input.input]);
  } finally {
    await page.close();
  }
}

const tapRow = (name: string) => (page: Page) =>
  page
    .locator('.step-row')
    .filter({ has: page.locator('h3', { hasText: new RegExp(`^${name}$`) }) })
    .locator('.button')
    .first()
    .click();

describe('the overview', () => {
  it('checks everything quietly or with action', async () => {
    const sent = await tapping('overview', async (page) => {
      await page.locator('.check-all button').first().click();
      await page.locator('.check-all button').last().click();
    });
    expect(sent).toEqual([
      ['bench.check-all', { level: 'internal' }],
      ['bench.check-all', { level: 'external' }],
    ]);
  });

  it('while a run goes on it says how far it is, and starts no other', async () => {
    await tapping('overview', async (page) => {
      await push(page, 'bench', { ...idle, run: { done: 2, total: 6 } });
      expect(await page.locator('.check-all').innerText()).toContain('2 / 6');
      expect(await page.locator('.check-all button:disabled').count()).toBe(2);
    });
  });

  it('writes the report and shows where it is', async () => {
    const sent = await tapping('overview', async (page) => {
      await page.getByRole('button', { name: '写报告' }).click();
      expect(await page.locator('.overview').innerText()).toContain(bench.report?.path);
    });
    expect(sent).toEqual([['bench.report', {}]]);
  });
});

describe('a device’s bench', () => {
  it.each([
    ['静默检查', 'internal'],
    ['动作检查', 'external'],
    ['人工检查', 'interactive'],
  ])('%s asks for the level %s', async (name, level) => {
    const sent = await tapping('printer health', tapRow(name));
    expect(sent).toEqual([['bench.check-health', { deviceId: 'printer-1', level }]]);
  });

  it('each test of a printer says what it prints before it prints', async () => {
    const sent = await tapping('printer', async (page) => {
      const explained = await page.locator('.step-row > div:first-child > p').allInnerTexts();
      expect(explained.filter((words) => words.length > 5)).toHaveLength(8);
      await tapRow('切纸')(page);
    });
    expect(sent).toEqual([['bench.test', { deviceId: 'printer-1', test: 'cut' }]]);
  });

  it('the line that reads right settles the printer’s Chinese; none of them is an answer too', async () => {
    const sent = await tapping('printer', async (page) => {
      await page.locator('.answers button').nth(1).click();
      await page.locator('.answers button').last().click();
    });
    expect(sent).toEqual([
      ['bench.probe-answer', { deviceId: 'printer-1', line: 2 }],
      ['bench.probe-answer', { deviceId: 'printer-1', line: null }],
    ]);
  });

  it('a drawer’s level is learned once shut and once open', async () => {
    const sent = await tapping('drawer', async (page) => {
      await tapRow('学电平：关')(page);
      await tapRow('学电平：开')(page);
    });
    expect(sent).toEqual([
      ['bench.learn-drawer', { deviceId: 'drawer-1', isOpen: false }],
      ['bench.learn-drawer', { deviceId: 'drawer-1', isOpen: true }],
    ]);
  });

  it('a running soak test is stopped by the key that started it', async () => {
    const sent = await tapping('reader', tapRow('连续读卡'));
    expect(sent).toEqual([['bench.soak', { deviceId: 'reader-1', isRunning: false }]]);
  });

  it('nothing is started beside a test that goes on', async () => {
    await tapping('reader', async (page) => {
      await push(page, 'bench', bench);
      expect(await page.locator('.step-row button:disabled').count()).toBe(2);
    });
  });

  it('raw bytes go out only with a name, a PIN and a reason', async () => {
    const sent = await tapping('raw bytes', async (page) => {
      const next = page.locator('.sheet footer .primary');
      await page.keyboard.type('1b4');
      await page.locator('.raw-bytes').getByText('1b 4', { exact: true }).waitFor();
      expect(await next.isDisabled()).toBe(true);
      await page.locator('.hex-keys button').first().click();
      await next.click();
      await page.clock.runFor(1_000);
      expect(await next.isDisabled()).toBe(true);
      await page.getByText('查故障').click();
      await page.getByText('陈静').click();
      await page.keyboard.type('8888');
      await next.click();
    });
    const approval = { staffId: 'staff-3', pin: '8888', reason: '查故障' };
    expect(sent).toEqual([['bench.send-raw', { deviceId: 'printer-1', hex: '1b40', approval }]]);
  });

  it('a device is let go of by two taps that are not one double tap', async () => {
    const sent = await tapping('unbind', async (page) => {
      await page.locator('.sheet footer .danger').click();
    });
    expect(sent).toEqual([['bench.unbind', { deviceId: 'printer-1' }]]);
    const hasty = await tapping('printer device', async (page) => {
      await tapRow('解绑设备')(page);
      await page.locator('.sheet footer .danger').dblclick();
    });
    expect(hasty).toEqual([]);
  });
});

describe('the wire', () => {
  it('grows while one looks, and stands still when frozen', async () => {
    await tapping('scanner', async (page) => {
      const rows = page.locator('.rows tbody tr');
      const beep = { at, direction: 'out', hex: '07', byteCount: 1, decoded: 'BEL' } as const;
      await pushWire(page, { ...beep, number: 19 });
      await page.clock.runFor(1_000);
      await expect.poll(() => rows.count()).toBe(19);
      await page.getByRole('button', { name: '定格' }).click();
      await page.getByRole('button', { name: '继续' }).waitFor();
      await pushWire(page, { ...beep, number: 20 });
      await page.clock.runFor(3_000);
      expect(await rows.count()).toBe(19);
      await page.getByRole('button', { name: '继续' }).click();
      await expect.poll(() => rows.count()).toBe(20);
    });
  });

  it('is sifted by direction and by what is looked for', async () => {
    await tapping('scanner', async (page) => {
      const rows = page.locator('.rows tbody tr');
      await page.locator('.sieve .tabs button').nth(1).click();
      await expect.poll(() => rows.count()).toBe(6);
      await page.locator('.sieve input').fill('14 00');
      await expect.poll(() => rows.count()).toBe(3);
      await page.locator('.sieve input').fill('paper near');
      await expect.poll(() => rows.count()).toBe(3);
    });
  });

  it('is copied as it is shown', async () => {
    await tapping('scanner', async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.locator('.sieve input').fill('cut');
      await page.locator('.wire-keys .copy').click();
      await page.locator('.wire-keys').getByText('已复制').waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied.split('\n')).toHaveLength(3);
      expect(copied).toMatch(/^14:32:\d\d\.\d{3}\tout\t4\t1d564200\tGS V 66 0 cut$/m);
    });
  });

  it('is recorded to a file whose path is shown', async () => {
    const sent = await tapping('printer', async (page) => {
      expect(await page.locator('.recording').innerText()).toContain(bench.recording?.path);
      await page.getByRole('button', { name: '录下' }).click();
    });
    expect(sent).toEqual([['bench.record', { deviceId: 'printer-1', isRecording: true }]]);
  });
});

describe('the terminal itself', () => {
  it('its storage is checked and drilled, its network tried', async () => {
    const storage = await tapping('storage', async (page) => {
      await page.locator('.check-line button').click();
      await tapRow('突然断电')(page);
    });
    expect(storage).toEqual([
      ['bench.storage', {}],
      ['bench.drill', { drill: 'power-cut' }],
    ]);
    const network = await tapping('network', (page) => page.locator('.check-line button').click());
    expect(network).toEqual([['bench.network', {}]]);
  });

  it('the first hop that fails is named with its reason', async () => {
    await tapping('network', async (page) => {
      const hub = page.locator('.hops tr', { hasText: 'hub.example.test:8443' });
      expect(await hub.innerText()).toContain('不通');
      expect(await hub.innerText()).toContain('没有在时限内回答');
    });
  });
});

describe('set-up', () => {
  it('binds what was found, at the speed that was heard, in the place of the old one', async () => {
    const sent = await tapping('set up a goods scanner', async (page) => {
      await page.getByRole('button', { name: '听出速率' }).click();
      await page.locator('.steps .primary').click();
    });
    const path = 'usb:0c2e:0b61:20014B1234';
    expect(sent).toEqual([
      ['bench.auto-baud', { path }],
      [
        'bench.bind',
        {
          deviceId: 'scanner-1',
          kind: 'scanner',
          address: {
            type: 'serial',
            path,
            baudRate: 115_200,
            dataBits: 8,
            stopBits: 1,
            parity: 'none',
          },
          profile: 'honeywell-serial',
          role: 'any',
          protocol: null,
        },
      ],
    ]);
  });

  it('adds a second scanner for payments beside the first', async () => {
    const sent = await tapping('set up a payment scanner', (page) =>
      page.locator('.steps .primary').click(),
    );
    expect(sent).toEqual([
      [
        'bench.bind',
        {
          deviceId: null,
          kind: 'scanner',
          address: { type: 'hid', path: 'usb:1eab:0c10@1-2.4' },
          profile: null,
          role: 'payment',
          protocol: null,
        },
      ],
    ]);
  });

  it('a printer by network needs a host first', async () => {
    const sent = await tapping('set up a printer by network', async (page) => {
      expect(await page.locator('.steps .primary').count()).toBe(0);
      await page.locator('.fields input').first().click();
      for (const key of ['1', '0', '.', '0', '.', '0', '.', '7']) {
        await page.locator('.tray').getByText(key, { exact: true }).click();
      }
      await page.getByRole('button', { name: '关闭' }).click();
      await page.locator('.steps .primary').click();
    });
    expect(sent).toEqual([
      [
        'bench.bind',
        {
          deviceId: 'printer-1',
          kind: 'printer',
          address: { type: 'tcp', host: '10.0.0.7', port: 9_100 },
          profile: null,
          role: 'receipt',
          protocol: null,
        },
      ],
    ]);
  });

  it('a drawer hangs on a printer', async () => {
    const sent = await tapping('set up a drawer', (page) =>
      page.locator('.steps .primary').click(),
    );
    expect(sent).toMatchObject([
      ['bench.bind', { kind: 'drawer', address: { type: 'printer', printer: 'printer-1' } }],
    ]);
  });

  it('the scanner that reads the code on the screen is the one that was meant', async () => {
    const sent = await tapping('set up a payment scanner', async (page) => {
      await page.getByRole('button', { name: '显示码' }).click();
      expect(await page.locator('.learning .qr').count()).toBe(0);
      await push(page, 'bench', { ...idle, learningRole: 'payment' });
      expect(await page.locator('.learning .qr').count()).toBe(1);
    });
    expect(sent).toEqual([['bench.learn-scanner', { role: 'payment' }]]);
  });
});
