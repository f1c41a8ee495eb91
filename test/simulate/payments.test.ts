import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

async function simulate(...options: string[]): Promise<{ code: unknown; told: string }> {
  const program = spawn(process.execPath, ['test/simulate/payments.ts', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => program.once('close', resolve));
  const [told, complaint] = await Promise.all([text(program.stdout), text(program.stderr)]);
  return { code: await ended, told: told + complaint };
}

describe('npm run simulate:payments', () => {
  it('tells by way and end how many runs went well, shared among workers or not', async () => {
    const [alone, shared] = await Promise.all([
      simulate('--runs', '60', '--seed', '5', '--jobs', '1'),
      simulate('--runs', '60', '--seed', '5', '--jobs', '2'),
    ]);
    expect(alone).toMatchObject({ code: 0 });
    expect(alone.told).toMatch(/wechat presented( +\d+){7}/);
    const counts = (told: string) => told.split('\n').filter((line) => /\d$/.test(line));
    expect(counts(shared.told)).toEqual(counts(alone.told));
    expect(counts(alone.told).length).toBeGreaterThan(20);
  });

  it.each(['skip-reversal', 'double-charge', 'forget-refund'])(
    'ends with 1 and tells a failing run when the terminal is broken: %s',
    async (broken) => {
      const { code, told } = await simulate('--runs', '200', '--jobs', '1', '--broken', broken);
      expect(code).toBe(1);
      const seed = /FAILED seed (\d+)/.exec(told)?.[1] ?? 'none';
      expect(told).toContain(`what happened in seed ${seed}`);
      const again = await simulate('--runs', '1', '--seed', seed, '--broken', broken);
      expect(again).toMatchObject({
        code: 1,
        told: expect.stringContaining(`FAILED seed ${seed}`),
      });
    },
  );

  it('explains itself when it is asked for something it does not know', async () => {
    expect(await simulate('--broken', 'everything')).toMatchObject({
      code: 1,
      told: expect.stringContaining('usage: npm run simulate:payments'),
    });
  });
});
