import type { Session } from './pipe.ts';
import { origin } from './wire.ts';

/** What a browser would ask the person at the till about; the answer is no, for every one of them. */
const permissions = [
  'background-fetch',
  'background-sync',
  'camera',
  'clipboard-read',
  'display-capture',
  'geolocation',
  'idle-detection',
  'local-fonts',
  'microphone',
  'midi',
  'nfc',
  'notifications',
  'periodic-background-sync',
  'persistent-storage',
  'storage-access',
  'window-management',
];

export async function denyPermissions(browser: Session): Promise<void> {
  await Promise.all(
    permissions.map((name) =>
      browser.send('Browser.setPermission', { permission: { name }, setting: 'denied', origin }),
    ),
  );
  await browser.send('Browser.setDownloadBehavior', { behavior: 'deny' });
}
