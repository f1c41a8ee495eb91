import { join } from 'node:path';
import type { CardSeen, ReaderConfig, StatisticName } from '../../../drivers/contract.ts';
import type { Device } from '../../../drivers/device.ts';
import { type CardChannel, parseApduAnswer } from '../../../drivers/reader/card/apdu.ts';
import { parseFoundCard } from '../../../drivers/reader/card/kind.ts';
import { readCard } from '../../../drivers/reader/card/read-card.ts';
import { startReader } from '../../../drivers/reader/reader.ts';
import {
  purseApplications,
  purseCard,
  type SimulatedCard,
  type SimulatedPurse,
} from '../../../drivers/reader/simulator/card.ts';
import {
  type MmsOptions,
  type MmsSimulator,
  startMmsSimulator,
} from '../../../drivers/reader/simulator/mms.ts';
import {
  type Neo2Options,
  type Neo2Simulator,
  startNeo2Simulator,
} from '../../../drivers/reader/simulator/neo2.ts';
import { until, Witness, withDirectory } from '../support.ts';

export const transitPurse: SimulatedPurse = {
  application: purseApplications['T-Union'],
  uid: '04a1b2c3d4e5f6',
  balanceMinor: 4_235,
  cardNumber: '03104880012345678901',
  validFrom: '20240229',
  validTo: '20341231',
  history: [
    { sequence: 17, type: 6, amountMinor: 300, at: '20260501083015', terminal: '112233445566' },
    { sequence: 16, type: 9, amountMinor: 450, at: '20260430180101', terminal: '000000000001' },
    { sequence: 3, type: 2, amountMinor: 5_000, at: '20260430120000', terminal: 'a0b1c2d3e4f5' },
  ],
};

export const transitCard = purseCard(transitPurse);

/** What is read off it. */
export const transitSeen: CardSeen = {
  kind: 'iso14443-4a',
  uid: '04a1b2c3d4e5f6',
  isRandomUid: false,
  purse: {
    scheme: 't-union',
    balanceMinor: 4_235,
    cardNumber: '3104880012345678901',
    validFrom: '20240229',
    validTo: '20341231',
    history: [
      {
        sequence: 17,
        kind: 'purchase',
        amountMinor: 300,
        date: '20260501',
        time: '083015',
        terminal: '112233445566',
      },
      {
        sequence: 16,
        kind: 'compound',
        amountMinor: 450,
        date: '20260430',
        time: '180101',
        terminal: '000000000001',
      },
      {
        sequence: 3,
        kind: 'load',
        amountMinor: 5_000,
        date: '20260430',
        time: '120000',
        terminal: 'a0b1c2d3e4f5',
      },
    ],
  },
};

/** Reads a simulated card with no reader between; `change` alters what it answers. */
export async function readSimulated(
  card: SimulatedCard,
  change: (answer: Uint8Array, apdu: Uint8Array) => Uint8Array = (answer) => answer,
): Promise<CardSeen> {
  const found = parseFoundCard(Uint8Array.of(card.pollByte, ...card.uid()));
  if (!found) throw new Error('a simulated card is always there');
  const channel: CardChannel = {
    transmit: async (apdu) => {
      if (!card.transmit) throw new Error('this card takes no APDUs');
      return parseApduAnswer(change(card.transmit(apdu), apdu));
    },
    readPages: async (page) => {
      const { memory } = card;
      if (!memory) return undefined;
      const bytes = Array.from({ length: 16 }, (_, at) => memory[(page * 4 + at) % memory.length]);
      return change(
        Uint8Array.from(bytes, (byte) => byte ?? 0),
        Uint8Array.of(page),
      );
    },
  };
  return readCard(found, channel);
}

/** A driver at work on a simulated reader's wire; ends with both. */
export type Bench<Simulator> = AsyncDisposable & {
  readonly simulator: Simulator;
  readonly device: Device;
  readonly witness: Witness;
  readonly cards: () => readonly CardSeen[];
  readonly counted: (name: StatisticName) => number;
};

export async function startNeo2(
  options: Neo2Options & { readonly isPolling?: boolean } = {},
): Promise<Bench<Neo2Simulator>> {
  const bench = await openNeo2(options);
  await until('the reader says who it is', () => hasGreeted(bench.witness));
  return bench;
}

/** The same while it is still being opened. */
export function openNeo2({
  isPolling,
  ...simulated
}: Neo2Options & { readonly isPolling?: boolean }): Promise<Bench<Neo2Simulator>> {
  return openBench('neo2', (path) => startNeo2Simulator(path, simulated), isPolling);
}

export async function startMms(options: MmsOptions = {}): Promise<Bench<MmsSimulator>> {
  const bench = await openBench('mms', (path) => startMmsSimulator(path, options), undefined);
  await until('the reader says who it is', () => hasGreeted(bench.witness));
  return bench;
}

async function openBench<Simulator extends { readonly close: () => Promise<void> }>(
  protocol: ReaderConfig['protocol'],
  start: (path: string) => Promise<Simulator>,
  isPolling: boolean | undefined,
): Promise<Bench<Simulator>> {
  const directory = await withDirectory();
  const path = join(directory.path, 'reader');
  const simulator = await start(path);
  const witness = new Witness();
  const transport = { type: 'hid-socket', path } as const;
  const config: ReaderConfig = { id: 'reader', kind: 'reader', transport, protocol };
  const device = startReader(
    isPolling === undefined ? config : { ...config, isPolling },
    witness.context,
  );
  return {
    simulator,
    device,
    witness,
    cards: () => witness.events.flatMap((event) => (event.kind === 'card' ? [event.card] : [])),
    counted: (name) =>
      witness.events.reduce((sum, event) => {
        return event.kind === 'count' && event.name === name ? sum + event.by : sum;
      }, 0),
    [Symbol.asyncDispose]: async () => {
      await device.close();
      await simulator.close();
      await directory[Symbol.asyncDispose]();
    },
  };
}

/** Whether the reader has said who it is since it was opened last. */
export function hasGreeted({ events }: Witness): boolean {
  const last = events.findLast(({ kind }) => kind === 'identity' || kind === 'state');
  return last?.kind === 'identity';
}
