import type { Layers } from './imports.ts';

const rules = ['main/domain', 'main/contract'];

/**
 * Who may know whom. Each folder may import its own files, the files and folders named here, and
 * the packages named here; `types` are for `import type` alone. The innermost folder's row counts.
 */
export const layers: Layers = {
  // pure functions: no clock, no I/O, no random numbers
  'main/domain': { files: [], packages: [] },
  'main/contract': { files: rules, packages: ['valibot'] },
  'main/contract/sync': { files: rules, packages: ['valibot', 'node:crypto'] },

  'main/store': {
    files: [...rules, 'main/payments/attempt.ts', 'main/payments/refund.ts'],
    packages: ['node:', 'node:sqlite', 'valibot', 'lowdb', 'pinyin-pro'],
  },
  'main/payments': { files: rules, packages: ['node:', 'valibot'] },
  // a bill is a zip
  'main/payments/alipay': {
    files: [...rules, 'main/payments'],
    packages: ['node:', 'valibot', 'yauzl'],
  },
  // the line to the providers and the hub, hop by hop
  'main/net': { files: rules, packages: ['node:'] },
  'main/reconcile': {
    files: rules,
    types: ['main/store', 'main/payments'],
    packages: ['node:'],
  },
  'main/sync': { files: rules, types: ['main/store'], packages: ['node:', 'valibot'] },
  'main/access': {
    files: rules,
    types: ['main/store', 'drivers'],
    packages: ['node:', 'valibot'],
  },
  'main/report': {
    files: rules,
    types: ['main/store'],
    packages: ['valibot'],
    typePackages: ['node:sqlite'],
  },
  'main/devices': {
    files: [...rules, 'drivers/profiles/load.ts', 'main/snapshot/payment-codes.ts'],
    types: ['main/store', 'drivers'],
    packages: ['node:', 'valibot'],
  },
  // the technician's bench beside the sale
  'main/bench': {
    files: [
      ...rules,
      'main/snapshot/payment-codes.ts',
      'main/payments/codes.ts',
      'main/payments/card/account.ts',
      'main/store/device-settings.ts',
      'main/net',
    ],
    types: ['main/store', 'main/devices', 'main/payments', 'drivers'],
    packages: ['node:', 'node:sqlite', 'valibot'],
  },
  // its own process opens scratch shops, and the shop's database to read
  'main/bench/work': {
    files: [...rules, 'main/store', 'main/bench/machine/task.ts'],
    packages: ['node:', 'valibot'],
  },
  'main/snapshot': {
    files: [...rules, 'main/payments/attempt.ts', 'main/payments/refund.ts'],
    types: ['main/store', 'main/devices', 'main/sync', 'drivers'],
    packages: [],
  },
  'main/commands': {
    files: [...rules, 'main/payments', 'main/access', 'main/report'],
    types: ['main/store', 'main/devices', 'main/sync', 'drivers'],
    packages: ['node:', 'valibot'],
  },

  'main/host': {
    files: ['main/contract'],
    packages: ['node:', 'valibot'],
    typePackages: ['devtools-protocol'],
  },
  'main/host/electron': { files: ['main/host', 'main/contract'], packages: ['node:', 'electron'] },
  'main/host/electron.ts': {
    files: ['main/host', 'main/contract'],
    packages: ['node:', 'electron'],
  },
  'main/host/preload/electron.ts': { files: ['main/host'], packages: ['electron'] },

  // the files at the top of main/ wire its parts
  main: { files: ['main'], types: ['drivers'], packages: ['node:', 'valibot'] },
  'main/electron.ts': { files: ['main'], packages: ['node:', 'electron'] },
  // without a settings file the terminal starts with a simulated world around it
  'main/start.ts': { files: ['main', 'test/demo'], packages: ['node:'] },

  drivers: { files: ['drivers'], packages: ['node:', 'lean-qr'] },
  'drivers/profiles': { files: ['drivers'], packages: ['node:', 'valibot'] },
  'drivers/replay': { files: ['drivers'], packages: ['node:', 'valibot'] },
  'drivers/transport': { files: ['drivers'], packages: ['node:', 'serialport', 'node-hid'] },

  renderer: {
    files: rules,
    except: ['main/contract/sync/chain.ts', 'main/contract/sync/request-signature.ts'],
    packages: ['preact', '@preact/signals', 'valibot', 'intl-messageformat', 'lean-qr'],
  },

  hub: {
    files: [
      'main/contract/sync',
      'main/contract/values.ts',
      'main/contract/limits.ts',
      'main/domain',
    ],
    packages: ['node:', 'node:sqlite', 'fastify', 'pg', '@electric-sql/pglite', 'valibot'],
  },
};

/** Folders that may know everything, because nothing of the product knows them. */
export const outside = ['test', 'build'];
