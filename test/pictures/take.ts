import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language, Theme } from '../../main/contract/values.ts';
import type { WindowName } from '../../main/host/host.ts';
import { startWorld } from '../demo/start-world.ts';
import { scenes } from './scenes.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * `npm run pictures`: plays a short day in the demo shop and takes every screen as it comes by, in
 * two sizes, in Chinese by day and in English by night, into docs/pictures.
 */

const folder = new URL('../../docs/pictures/', import.meta.url).pathname;
const sizes = [
  { width: 1_024, height: 768 },
  { width: 1_920, height: 1_080 },
] as const;
const looks: readonly { readonly language: Language; readonly theme: Theme }[] = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'en', theme: 'dark' },
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const size of sizes) {
  const dataDir = mkdtempSync(join(tmpdir(), 'saoma-pictures-'));
  const world = await startWorld(dataDir);
  const stage = await openStage(dataDir, world, size);
  try {
    for (const scene of scenes) {
      await scene.play(stage);
      await takeAll(stage, scene.name, scene.window ?? 'cashier', `${size.width}x${size.height}`);
    }
  } finally {
    await stage.close();
    await world.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
process.exit(0);

async function takeAll(
  stage: Stage,
  name: string,
  window: WindowName,
  size: string,
): Promise<void> {
  for (const { language, theme } of looks) {
    await stage.look(window, language, theme);
    const picture = await stage.picture(window);
    writeFileSync(join(folder, `${name}-${language}-${theme}-${size}.png`), picture);
    console.log(`${name} ${language} ${theme} ${size}`);
  }
}
