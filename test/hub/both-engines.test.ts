import { afterAll, beforeAll, describe } from 'vitest';
import { availableEngines } from './engines.ts';
import { testCatalogue } from './suites/catalogue.ts';
import { testChainFaults } from './suites/chain-faults.ts';
import { testEnrolment } from './suites/enrolment.ts';
import { testFaultyLink } from './suites/faulty-link.ts';
import type { Given } from './suites/given.ts';
import { testIngest } from './suites/ingest.ts';
import { testMigrations } from './suites/migrations.ts';
import { testReports } from './suites/reports.ts';
import { testMalformedRequests, testSignedRequests } from './suites/requests.ts';
import { startTestHub } from './test-hub.ts';

const openTimeoutMs = 180_000;

// One file, because making an empty database costs more than all that is tested on it.
describe.each(await availableEngines())('the hub on $name', (engine) => {
  let opened: (ReturnType<Given> & { close: () => Promise<void> }) | null = null;

  const given: Given = () => {
    if (opened === null) throw new Error('not open yet');
    return opened;
  };

  beforeAll(async () => {
    const { database, url, close } = await engine.open();
    opened = { database, url, close, hub: await startTestHub(database) };
  }, openTimeoutMs);
  afterAll(async () => {
    await opened?.hub.close();
    await opened?.close();
  });

  describe('enrolment', () => testEnrolment(given));
  describe('journal ingest', () => testIngest(given));
  describe('faults of the chain', () => testChainFaults(given));
  describe('signed requests', () => testSignedRequests(given));
  describe('malformed requests', () => testMalformedRequests(given));
  describe('reports', () => testReports(given));
  describe('catalogue', () => testCatalogue(given));
  describe('a faulty link', () => testFaultyLink(given));
  describe('migrations', () => testMigrations(given));
});
