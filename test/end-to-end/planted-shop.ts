import { generateKeyPairSync } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { hashPin } from '../../main/access/pin.ts';
import type { CommandInput, CommandName } from '../../main/contract/commands.ts';
import type { FailureCode } from '../../main/contract/failure.ts';
import type { QueryInput, QueryName } from '../../main/contract/queries.ts';
import { openDatabase } from '../../main/store/database.ts';
import { machineCipher, openSecrets, type SecretStore } from '../../main/store/secrets.ts';
import type { Settings } from '../../main/store/settings-schema.ts';
import { openStaff } from '../../main/store/staff.ts';
import { merchantKeyName, secretNames } from '../../main/wiring/secret-names.ts';
import { type CardSimulator, startCardSimulator } from '../simulators/card/server.ts';
import { Needles, type Secret } from '../support/needles.ts';
import { Shop } from '../support/shop.ts';

const slowMs = 1_000;

/** Who signs in with a PIN that nothing else looks like. */
export const people = {
  manager: { staffId: 'planted-manager', pin: '73914682' },
  technician: { staffId: 'planted-technician', pin: '84025791' },
} as const;

/** Where the world outside the terminal keeps its own, and what the terminal keeps encrypted. */
const notTheTerminals = [/^demo\/providers\//, /^secrets/, /^machine-secret$/, /^inbox\//];

/** A demo shop in which every secret is known to the test, and everything that it says is kept. */
export class PlantedShop {
  readonly shop: Shop;
  /** The card terminal on the counter; what it plays is said to itself. */
  readonly card: CardSimulator;
  /** What the terminal's process leaves outside its data folder. */
  readonly outside: string;
  /** Everything that was pushed and answered. */
  readonly #said: string[] = [];
  readonly #secrets: Secret[] = [];
  #log: number | null = null;

  private constructor(shop: Shop, card: CardSimulator) {
    this.shop = shop;
    this.card = card;
    this.outside = mkdtempSync(join(tmpdir(), 'saoma-planted-'));
    const { dataDir } = shop;
    this.#plant('enrolment code', 'text', this.#store().get(secretNames.enrolmentCode) ?? '');
    this.#plant('admin token', 'text', shop.world.adminToken);
    for (const id of ['wechat', 'alipay', 'unionpay']) {
      this.#plant(`key of ${id}`, 'key', this.keyOf(id));
    }
    const database = openDatabase(join(dataDir, 'terminal.sqlite'));
    for (const [role, { staffId, pin }] of Object.entries(people)) {
      this.#plant(`PIN of the ${role}`, 'text', pin);
      openStaff(database).put({
        id: staffId,
        name: role,
        role: role === 'manager' ? 'manager' : 'technician',
        ...hashPin(pin),
      });
    }
    database.close();
  }

  static async open(): Promise<PlantedShop> {
    const shop = await Shop.open();
    const card = await startCardSimulator(slowMs);
    await shop.changeSettings((settings) => withCardTerminal(settings, card.port));
    const planted = new PlantedShop(shop, card);
    await planted.start();
    await planted.shop.untilReady();
    const terminalKey = planted.#store().get(secretNames.terminalKey);
    planted.#plant('key of the terminal', 'key', terminalKey ?? '');
    return planted;
  }

  /** Starts the terminal so that its last words and Node's own report of its end are kept. */
  async start(): Promise<void> {
    this.#log ??= openSync(join(this.outside, 'terminal.log'), 'a');
    const terminal = await this.shop.startTerminal({
      output: this.#log,
      execArgv: [
        ...process.execArgv,
        '--report-uncaught-exception',
        '--report-on-fatalerror',
        `--report-directory=${this.outside}`,
      ],
    });
    terminal.onPush = (topic, payload) => this.#said.push(`${topic} ${JSON.stringify(payload)}`);
  }

  /** As it is on the disk now. */
  #store(): SecretStore {
    const { dataDir } = this.shop;
    return openSecrets(join(dataDir, 'secrets'), machineCipher(join(dataDir, 'machine-secret')));
  }

  #plant(name: string, kind: Secret['kind'], value: string): void {
    if (value === '') throw new Error(`there is no ${name}`);
    this.#secrets.push({ name, kind, value });
  }

  /** From now on this must be nowhere. @returns it. */
  plant(name: string, kind: Secret['kind'], value: string): string {
    this.#plant(name, kind, value);
    return value;
  }

  /** The private key of an account, PEM. */
  keyOf(accountId: string): string {
    return this.#store().get(merchantKeyName(accountId)) ?? '';
  }

  /** A new key, as somebody brings it on a stick. */
  bringKey(file: string, bits: number): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    this.bringFile(file, this.plant(`key in ${file}`, 'key', pem));
  }

  bringFile(file: string, text: string): void {
    const inbox = join(this.shop.dataDir, 'inbox');
    mkdirSync(inbox, { recursive: true });
    writeFileSync(join(inbox, file), text);
  }

  inbox(): string[] {
    return readdirSync(join(this.shop.dataDir, 'inbox'));
  }

  async does<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<void> {
    const failure = await this.tries(name, input);
    if (failure !== null) throw new Error(`${name}: ${failure}`);
  }

  /** @returns why it was refused, or null. */
  async tries<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
  ): Promise<FailureCode | null> {
    const reply = await this.shop.terminal.command(name, input);
    this.#said.push(`${name} ${JSON.stringify(reply)}`);
    return reply.ok ? null : reply.error.code;
  }

  async asks<Name extends QueryName>(name: Name, input: QueryInput<Name>): Promise<string> {
    const reply = JSON.stringify(await this.shop.terminal.query(name, input));
    this.#said.push(`${name} ${reply}`);
    return reply;
  }

  /** Looks through all that was said, printed and written. @returns each place with what is there. */
  hunt(): { readonly places: string[]; readonly found: string[] } {
    const needles = new Needles(this.#secrets);
    const hay = [
      { place: 'pushed and answered', bytes: Buffer.from(this.#said.join('\n')) },
      ...this.#papers(),
      ...filesIn(this.outside).map((path) => ({
        place: relative(this.outside, path),
        bytes: readFileSync(path),
      })),
      ...filesIn(this.shop.dataDir).flatMap((path) => {
        const place = relative(this.shop.dataDir, path);
        const isOutside = notTheTerminals.some((pattern) => pattern.test(place));
        return isOutside ? [] : [{ place, bytes: readFileSync(path) }];
      }),
    ];
    return {
      places: hay.map(({ place }) => place),
      found: hay.flatMap(({ place, bytes }) =>
        needles.in(bytes).map((what) => `${place}: ${what}`),
      ),
    };
  }

  /** Each paper's lines, and the bytes that it was printed from. */
  #papers(): { place: string; bytes: Buffer }[] {
    return this.shop.papers().map(({ text, bytes }, index) => ({
      place: `paper ${index + 1}`,
      bytes: Buffer.concat([Buffer.from(text), Buffer.from(bytes, 'base64')]),
    }));
  }

  async close(): Promise<void> {
    await this.shop.close();
    await this.card.close();
    if (this.#log !== null) closeSync(this.#log);
    rmSync(this.outside, { recursive: true, force: true });
  }
}

function withCardTerminal(settings: Settings, port: number): Settings {
  const accounts = settings.payments.accounts.map((account) =>
    account.provider === 'card' ? { ...account, port } : account,
  );
  return { ...settings, payments: { ...settings.payments, accounts } };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
