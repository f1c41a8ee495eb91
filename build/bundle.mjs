// Bundles what does not run from its sources: the pages, the preloads, and Electron's own processes.
//
//   node build/bundle.mjs renderer   the pages and Chromium's preload
//   node build/bundle.mjs preload    Chromium's preload alone
//   node build/bundle.mjs electron   main process, sandboxed preload, device process
//   node build/bundle.mjs hardware   the hardware lab's checks, device process
//
// Plain JavaScript for Node 20 and later: it runs before anything is prepared.

import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'build/out');

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
};

// The newest engines we ship or require: Debian 12's Chromium, Electron 45 with its Node 24.
const inPages = { platform: 'browser', format: 'iife', target: 'chrome130' };
const inElectron = { platform: 'node', target: 'node24' };

/** Both windows' pages: scripts and styles by the entry's name, assets as they are. */
async function bundleRenderer() {
  const source = join(root, 'renderer');
  const target = join(out, 'renderer');
  const { outputFiles } = await build({
    ...common,
    ...inPages,
    format: 'esm',
    entryPoints: { cashier: 'renderer/cashier.tsx', customer: 'renderer/customer.tsx' },
    outdir: target,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Pictures, fonts and sounds are copied, and named by their path on the page's origin.
    external: ['/assets/*'],
  });
  await rm(target, { recursive: true, force: true });
  await writeAll(outputFiles);
  await cp(join(source, 'assets'), join(target, 'assets'), { recursive: true });
  for (const page of ['index.html', 'customer.html']) {
    await cp(join(source, page), join(target, page));
    await checkPage(join(target, page));
  }
  await bundlePreload();
}

/** Every file a page names must be there: a missing one would show only on the till. */
async function checkPage(file) {
  const html = await readFile(file, 'utf8');
  for (const [, path] of html.matchAll(/(?:src|href)="([^"#:]+)"/g)) {
    if (!existsSync(join(dirname(file), path))) throw new Error(`${file}: ${path} is missing`);
  }
}

/**
 * Lets each source find files from its own folder, as it does unbundled: in one file,
 * `import.meta` would name the bundle's place for all of them.
 */
const ownPlace = {
  name: 'own-place',
  setup(build) {
    const outDir = dirname(build.initialOptions.outfile);
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const from = (place) => JSON.stringify(`/${relative(outDir, place)}`);
      const contents = source
        .replaceAll('import.meta.dirname', `(import.meta.dirname + ${from(dirname(path))})`)
        .replaceAll('import.meta.url', `new URL('.' + ${from(path)}, import.meta.url).href`);
      return { contents, loader: 'ts' };
    });
  },
};

/** The script that Chromium runs before every document. */
async function bundlePreload() {
  await bundleOne('main/host/preload/chromium.ts', 'preload/chromium.js', inPages);
}

// Native code and Electron's own module stay outside; they are found beside the bundle at run time.
const external = ['electron', 'serialport', '@serialport/*', 'node-hid', '@electric-sql/pglite'];
const esm = { ...inElectron, format: 'esm', external, plugins: [ownPlace] };

async function bundleElectron() {
  await bundleOne('main/electron.ts', 'electron/main.js', esm);
  await bundleOne('drivers/process/device-process.ts', 'electron/device-process.js', esm);
  await bundleOne('main/bench/work/work.ts', 'electron/bench-work.js', esm);
  // A sandboxed preload has no module loader: CommonJS, in one file.
  const preload = { ...inElectron, format: 'cjs', external: ['electron'] };
  await bundleOne('main/host/preload/electron.ts', 'electron/preload.cjs', preload);
  await writeFile(join(out, 'electron/package.json'), '{ "type": "module", "main": "main.js" }\n');
}

/** An emulated processor takes ten seconds to strip the sources' types, and half a one to read these. */
async function bundleHardware() {
  const readable = { ...esm, minify: false };
  await bundleOne('test/hardware/guest/run-checks.ts', 'hardware/run-checks.js', readable);
  await bundleOne('drivers/process/device-process.ts', 'hardware/device-process.js', readable);
}

async function bundleOne(source, target, settings) {
  const { outputFiles } = await build({
    ...common,
    ...settings,
    entryPoints: [source],
    outfile: join(out, target),
  });
  await writeAll(outputFiles);
}

/** Each file at once: a host may be starting from it. */
async function writeAll(files) {
  for (const { path, contents } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.${process.pid}`, contents);
    await rename(`${path}.${process.pid}`, path);
    const kilobytes = (gzipSync(contents).length / 1000).toFixed(1);
    console.log(`${path.slice(out.length + 1)}  ${kilobytes} kB gzip`);
  }
}

const steps = {
  renderer: bundleRenderer,
  preload: bundlePreload,
  electron: bundleElectron,
  hardware: bundleHardware,
};
const step = steps[process.argv[2] ?? ''];
if (!step) throw new Error(`say one of: ${Object.keys(steps).join(', ')}`);
await step();
