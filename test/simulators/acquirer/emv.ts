/** The two EMVCo codes that a simulated acquirer makes and reads, written from payment-facts 5. */
import { type ScenarioName, scenarioNames } from './scenarios.ts';

function field(id: string, value: string): string {
  return `${id}${String(value.length).padStart(2, '0')}${value}`;
}

/** A dynamic merchant-presented code with UnionPay's account template (ID 15). */
export function merchantPresented(
  merchantNumber: string,
  amountMinor: number,
  token: string,
): string {
  const open = [
    field('00', '01'),
    field('01', '12'),
    field('15', `48610000${merchantNumber.padStart(15, '0').slice(-15)}`),
    field('52', '5411'),
    field('53', '156'),
    field('54', (amountMinor / 100).toFixed(2)),
    field('58', 'CN'),
    field('59', 'CORNER SHOP'),
    field('60', 'SHANGHAI'),
    field('62', field('05', token)),
  ].join('');
  return `${open}6304${crc(`${open}6304`)}`;
}

/** CRC-16, polynomial 1021, from FFFF; four capital hexadecimal digits. */
export function crc(text: string): string {
  let value = 0xffff;
  for (const byte of Buffer.from(text)) {
    value ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      value = value & 0x8000 ? ((value << 1) ^ 0x1021) & 0xffff : (value << 1) & 0xffff;
    }
  }
  return value.toString(16).toUpperCase().padStart(4, '0');
}

/** A consumer-presented code (UnionPay debit AID, an invented PAN) that plays the scenario. */
export function emvCodeFor(scenario: ScenarioName, serial: number): string {
  const place = String(scenarioNames.indexOf(scenario)).padStart(2, '0');
  const pan = `62${String(serial).padStart(12, '0')}${place}`;
  const template = `4F08A000000333010101${'5A08'}${pan}`;
  const length = (template.length / 2).toString(16).toUpperCase().padStart(2, '0');
  return Buffer.from(`85054350563031${'61'}${length}${template}`, 'hex').toString('base64');
}

/** The PAN of such a code, or null. */
export function panOfEmvCode(code: string): string | null {
  if (!code.startsWith('hQVDUFY')) return null;
  const hex = Buffer.from(code, 'base64').toString('hex');
  return /5a08([0-9]{16})/.exec(hex)?.[1] ?? null;
}

/** Whose the codes of `emvCodeFor` are. */
export const emvWallet = 'unionpay';
