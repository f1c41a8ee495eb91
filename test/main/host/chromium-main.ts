import { join } from 'node:path';
import { openChromiumHost } from '../../../main/host/chromium.ts';
import { echo } from './echo.ts';

/** A main process of its own, to be killed: tells its parent the browser's process number. */
const host = await openChromiumHost({
  assetsDir: join(import.meta.dirname, 'fixture'),
  profileDir: join(process.argv[2] ?? '', 'orphan'),
  windows: ['cashier'],
  isKiosk: false,
  isHeadless: true,
  call: echo,
  onEvent: (event) => {
    if (event.kind === 'window-ready') process.send?.(host.browserPid);
  },
});
