import type { ScannerConfig } from '../../../../drivers/contract.ts';
import type { Bench } from '../bench.ts';
import { expectEqual } from '../expect.ts';
import { expectFound } from './found.ts';

/** What a person does with a scanner, and with its plug. */
export type ScannerHand = {
  readonly plug: () => Promise<void>;
  readonly unplug: () => Promise<void>;
  readonly scan: (code: string, aim?: string) => Promise<void>;
  /** The beginning of a code only. */
  readonly scanHalf: (code: string) => Promise<void>;
};

const codes = ['6901234567892', '4006381333931', '5901234123457'] as const;
/** The kernel keeps 64 reports for a program that does not read; no scanner is that far ahead. */
const backToBack = 50;
const timed = 50;
const replugs = 2;

/** What every scanner must do, whatever its wire; it is plugged in when this begins. */
export async function checkScanner(
  { till, check, figure }: Bench,
  config: ScannerConfig,
  hand: ScannerHand,
): Promise<void> {
  const { id } = config;
  const address = config.transport.path;
  const scans = (): readonly string[] => till.scans(id);
  const scanned = async (code: string): Promise<number> => {
    const before = scans().length;
    const startedAt = performance.now();
    await hand.scan(code);
    await till.until(`the code ${code}`, () => scans().length > before);
    expectEqual('the code', scans().at(-1), code);
    return performance.now() - startedAt;
  };

  await check('is found by its address, and a code is read', async () => {
    await expectFound(till, address, 'scanner');
    till.add(config);
    await till.reaches(id, 'open');
    await hand.scan(codes[0], ']E0');
    await till.until('a code', () => scans().length > 0);
    const scan = till.events(id).findLast((event) => event.kind === 'scan');
    expectEqual('the code', scan?.code, codes[0]);
    expectEqual('its symbology', scan?.symbology, 'ean13');
  });

  await check(`${backToBack} codes without a pause are all read, in order`, async () => {
    const before = scans().length;
    const sent = Array.from({ length: backToBack }, (_, i) => String(1_000_000 + i));
    for (const code of sent) await hand.scan(code);
    await till.until('all codes', () => scans().length >= before + backToBack);
    expectEqual('the codes', scans().slice(before).join(), sent.join());
  });

  const latenciesMs: number[] = [];
  for (let i = 0; i < timed; i++) latenciesMs.push(await scanned(codes[i % codes.length] ?? ''));
  figure('from the scan to the till', latenciesMs);

  await check('pulled out in the middle of a code, it is known to be gone', async () => {
    await hand.scanHalf('40063813');
    const startedAt = performance.now();
    await hand.unplug();
    await till.reaches(id, 'lost');
    figure('from the pulled plug to the till knowing', [performance.now() - startedAt]);
  });

  await check(
    'plugged in again, it is found, and half a code is not glued to the next',
    async () => {
      const startedAt = performance.now();
      await hand.plug();
      await till.reaches(id, 'open');
      figure('from the plug to the open device', [performance.now() - startedAt]);
      await scanned(codes[1]);
    },
  );

  await check(`pulled and plugged ${replugs} times, it reads each time`, async () => {
    for (let i = 0; i < replugs; i++) {
      await hand.unplug();
      await till.reaches(id, 'lost');
      await hand.plug();
      await till.reaches(id, 'open');
      await scanned(codes[2]);
    }
  });
}
