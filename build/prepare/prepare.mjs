// Makes a fresh clone ready: run before `npm start`, `npm test` and the like, by whatever Node the
// machine has (20 or later), before there are dependencies. Fast when there is nothing to do.
//
//   prepare.mjs            what tests and tools need
//   prepare.mjs start      also Electron, unless an earlier attempt to fetch it failed
//   prepare.mjs electron   also Electron, however often and long it takes
//   prepare.mjs hardware   also the hardware lab's emulator and kernel, or the reason why not

import { resolve } from 'node:path';
import { bundle } from './bundles.mjs';
import { installDebianPackages } from './debian.mjs';
import { fetchElectron } from './electron.mjs';
import { prepareHardwareLab } from './hardware-lab.mjs';
import { installNodeModules } from './node-modules.mjs';
import { Stop } from './run.mjs';

const root = resolve(import.meta.dirname, '..', '..');
const mode = process.argv[2];

try {
  installDebianPackages();
  installNodeModules(root);
  bundle(root, 'renderer');
  if (mode === 'hardware') {
    prepareHardwareLab(root);
    bundle(root, 'hardware');
  } else if (mode !== undefined && fetchElectron(root, { again: mode === 'electron' })) {
    bundle(root, 'electron');
  }
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
