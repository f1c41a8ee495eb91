import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChromiumHost } from '../../main/host/chromium.ts';

/** The host alone with an empty page, until the page has painted: then one line. */
const ready = Promise.withResolvers<void>();
const profileDir = mkdtempSync(join(tmpdir(), 'saoma-bench-host-'));
const host = await openChromiumHost({
  assetsDir: new URL('./empty-page', import.meta.url).pathname,
  profileDir,
  windows: ['cashier'],
  isKiosk: false,
  isHeadless: true,
  size: { width: 1_366, height: 768 },
  call: async () => null,
  onEvent: (event) => {
    if (event.kind === 'window-ready') ready.resolve();
  },
});
await ready.promise;
console.log('ready');
process.stdin.resume();
process.stdin.once('end', () => {
  void host.close().then(() => {
    rmSync(profileDir, { recursive: true, force: true });
    process.exit(0);
  });
});
