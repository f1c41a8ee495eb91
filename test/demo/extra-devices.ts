import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DisplaySimulator,
  startDisplaySimulator,
} from '../../drivers/display/simulator/simulator.ts';
import {
  phone,
  purseApplications,
  purseCard,
  type SimulatedCard,
  type2Tag,
  type4Tag,
} from '../../drivers/reader/simulator/card.ts';
import { encodeNdef, externalRecord, uriRecord } from '../../drivers/reader/simulator/ndef.ts';
import { type Neo2Simulator, startNeo2Simulator } from '../../drivers/reader/simulator/neo2.ts';
import {
  type ScaleSimulator,
  startScaleSimulator,
} from '../../drivers/scale/simulator/simulator.ts';
import { badgeRecordType, issueBadge } from '../../main/access/badge.ts';
import type { DemoSnapshot } from '../../main/contract/snapshots.ts';
import { demoStaff } from './store.ts';

type DemoCard = NonNullable<DemoSnapshot['card']>;

/** The rest of the counter: the customer's display, the scale and the card reader. */
export type ExtraDevices = {
  readonly display: DisplaySimulator;
  readonly scale: ScaleSimulator;
  readonly reader: Neo2Simulator;
  /** The shop's public key, PEM: badges that it signed are good. */
  readonly badgePublicKey: string;
  state(): Pick<DemoSnapshot, 'card' | 'scaleGrams' | 'display'>;
  setCard(card: DemoSnapshot['card']): void;
  /** Null: somebody's hand is still on it. */
  setScale(grams: number | null): void;
  close(): Promise<void>;
};

export async function startExtraDevices(
  folder: string,
  changed: () => void,
): Promise<ExtraDevices> {
  const directory = join(folder, 'devices');
  mkdirSync(directory, { recursive: true });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const cards = demoCards(privateKey);
  let card: DemoSnapshot['card'] = null;
  let scaleGrams: number | null = 0;
  const [display, scale, reader] = await Promise.all([
    startDisplaySimulator('cd5220', { type: 'serial', directory, name: 'display' }, changed),
    startScaleSimulator('toledo-8217', { type: 'serial', directory, name: 'scale' }),
    startNeo2Simulator(join(directory, 'reader.sock')),
  ]);
  scale.put('0.000');
  return {
    display,
    scale,
    reader,
    badgePublicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    state: () => ({ card, scaleGrams, display: display.lines() }),
    setCard(next) {
      card = next;
      if (next === null) reader.takeCard();
      else reader.putCard(cards[next]);
      changed();
    },
    setScale(grams) {
      scaleGrams = grams;
      if (grams === null) scale.setCondition('moving');
      else scale.put((grams / 1_000).toFixed(3));
      changed();
    },
    async close() {
      await Promise.all([display.close(), scale.close(), reader.close()]);
    },
  };
}

function demoCards(signingKey: Parameters<typeof issueBadge>[1]): Record<DemoCard, SimulatedCard> {
  const badgeUid = '04a1b2c3d4e5f6';
  const badge = issueBadge(
    { kind: 'staff', id: demoStaff[0].id, issuedAt: Date.UTC(2026, 0, 1), uid: badgeUid },
    signingKey,
  );
  return {
    transit: purseCard({
      application: purseApplications['T-Union'],
      uid: '047b21c2d93f80',
      balanceMinor: 3_685,
      cardNumber: '00000310270012345678',
      validFrom: '20240301',
      validTo: '20340301',
      history: [
        purchase(12, 200, '20261122181502'),
        purchase(11, 315, '20261122084011'),
        {
          sequence: 10,
          type: 2,
          amountMinor: 5_000,
          at: '20261120120000',
          terminal: '310200000007',
        },
      ],
    }),
    badge: type4Tag(encodeNdef([externalRecord(badgeRecordType, badge)]), badgeUid),
    tag: type2Tag(encodeNdef([uriRecord('https://saoma.example/m/88001')])),
    phone: phone(encodeNdef([uriRecord('https://saoma.example/m/88002')])),
  };
}

const purchase = (sequence: number, amountMinor: number, at: string) => ({
  sequence,
  type: 6,
  amountMinor,
  at,
  terminal: '310200000042',
});
