import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withDirectory } from '../../drivers/support.ts';
import { reasonNotToStart } from './reasons.ts';

test('the lab says why it cannot start: not prepared, or in the words of the preparation', async () => {
  await using directory = await withDirectory();
  const lab = join(directory.path, 'build', 'out', 'hardware-lab');
  expect(reasonNotToStart(directory.path)).toContain('not prepared');
  await mkdir(lab, { recursive: true });
  for (const name of ['vmlinux', 'initramfs']) await writeFile(join(lab, name), '');
  expect(reasonNotToStart(directory.path)).toBeUndefined();
  await writeFile(join(lab, 'out-of-reach'), 'these packages are missing\n');
  expect(reasonNotToStart(directory.path)).toBe('these packages are missing');
});
