import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TransportConfig } from '../../drivers/contract.ts';
import type { DemoSnapshot } from '../../main/contract/snapshots.ts';
import { machineCipher, openSecrets } from '../../main/store/secrets.ts';
import { createSettings } from '../../main/store/settings.ts';
import { newId } from '../../main/wiring/new-id.ts';
import { secretNames } from '../../main/wiring/secret-names.ts';
import { startDemoCounter } from './counter.ts';
import { startExtraDevices } from './extra-devices.ts';
import { startDemoHub } from './hub.ts';
import { openPanelLine, type PanelCommand, type PanelLine } from './panel-line.ts';
import { startDemoProviders } from './providers.ts';
import { demoSettings } from './settings.ts';
import { demoStaff, fillDemoStore, isEnrolled, readDemoCatalogue } from './store.ts';

/**
 * The world around a demo terminal:
 * `node test/demo/world.ts --data DIR [--pace rehearsal] [--papers DIR]`.
 *
 * Simulated devices on real wires in this process, the simulated providers and a hub as its children.
 * It writes the terminal's settings, says one JSON line when all of it stands, and ends with its
 * standard input or a signal. The terminal may come and go, or be killed, while the world goes on.
 * With `--papers` every printed paper is kept as a file.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    pace: { type: 'string', default: 'provider' },
    papers: { type: 'string' },
  },
});
const dataDir = values.data;
if (dataDir === undefined) throw new Error('usage: world.ts --data DIR');
const pace = values.pace === 'rehearsal' ? 'rehearsal' : 'provider';

const folder = join(dataDir, 'demo');
mkdirSync(folder, { recursive: true, mode: 0o700 });
await fillDemoStore(dataDir);

const enrolmentCode = newId();
const adminToken = newId();
const cataloguePath = join(folder, 'catalogue.json');
writeFileSync(cataloguePath, JSON.stringify(readDemoCatalogue(dataDir)));

let isOnline = true;
let panel: PanelLine | null = null;
const [hub, providers, counter, extra] = await Promise.all([
  startDemoHub({ dataDir: join(folder, 'hub'), cataloguePath, enrolmentCode, adminToken }),
  startDemoProviders(join(folder, 'providers')),
  startDemoCounter(folder, values.papers ?? null, () => panel?.tell(snapshot())),
  startExtraDevices(folder, () => panel?.tell(snapshot())),
]);

const secrets = openSecrets(
  join(dataDir, 'secrets'),
  machineCipher(join(dataDir, 'machine-secret')),
);
for (const [name, key] of providers.secrets()) secrets.set(name, key);
if (!isEnrolled(dataDir)) secrets.set(secretNames.enrolmentCode, enrolmentCode);
const settingsPath = join(dataDir, 'settings.json');
const isNew = !existsSync(settingsPath);
await createSettings(
  settingsPath,
  demoSettings({
    scannerPath: counter.scanner.path,
    printerPort: counter.printer.port,
    hubUrl: hub.url,
    wechatOrigin: providers.places.wechat,
    wechatFolder: providers.places.folders.wechat,
    wechatCaPath: providers.places.caPath,
    providers: providers.places,
    pace,
    extra: {
      displayPath: pathOf(extra.display.transport),
      scalePath: pathOf(extra.scale.transport),
      readerSocket: extra.reader.path,
      badgePublicKey: extra.badgePublicKey,
    },
  }),
);

const socketPath = join(folder, 'world.sock');
panel = await openPanelLine(socketPath, obey, snapshot);
console.log(
  JSON.stringify({
    socketPath,
    isNew,
    scannerPath: counter.scanner.farPath,
    printerPort: counter.printer.port,
    hubUrl: hub.url,
    wechatOrigin: providers.places.wechat,
    adminToken,
    children: { hub: hub.pid, providers: providers.child.pid },
  }),
);

process.stdin.resume();
process.stdin.once('end', () => void close());
process.once('SIGTERM', () => void close());
process.once('SIGINT', () => void close());

function pathOf(transport: TransportConfig): string {
  if (transport.type === 'serial') return transport.path;
  throw new Error(`a ${transport.type} wire has no path`);
}

function snapshot(): DemoSnapshot {
  return {
    printer: counter.printerState(),
    isScannerPlugged: counter.isScannerPlugged(),
    ...extra.state(),
    isOnline,
    scannerPath: counter.scanner.farPath,
    papers: counter.papers(),
    staff: demoStaff.map(({ name, pin }) => ({ name, pin })),
  };
}

function obey(command: PanelCommand): void {
  act(command).catch((error: unknown) => {
    console.error(error);
  });
}

async function act(command: PanelCommand): Promise<void> {
  switch (command.type) {
    case 'scan':
      return await counter.scanner.scan(command.code);
    case 'pay':
      return await counter.holdPaymentCode(command);
    case 'pay-shown':
      return await providers.payShown(command.content);
    case 'printer':
      return await counter.setPrinter(command.state);
    case 'scanner':
      return await counter.setScanner(command.isPlugged);
    case 'network':
      isOnline = command.isOnline;
      panel?.tell(snapshot());
      return;
    case 'card':
      extra.setCard(command.card);
      return;
    case 'scale':
      extra.setScale(command.grams);
      return;
    case 'hub':
      await hub.set(command.isUp);
      panel?.tell(snapshot());
      return;
    case 'tear':
      return await counter.tearAfter(command.bytes);
    default:
      command satisfies never;
  }
}

let isClosing = false;
async function close(): Promise<void> {
  if (isClosing) return;
  isClosing = true;
  await panel?.close();
  await Promise.all([hub.stop(), providers.child.stop(), counter.close(), extra.close()]);
  process.exit(0);
}
