// Bundles what does not run from its sources: the pages, the preloads, and Electron's own processes.
//
//   node build/bundle.mjs renderer   the pages and Chromium's preload
//   node build/bundle.mjs preload    Chromium's preload alone
//   node build/bundle.mjs electron   main process, sandboxed preload, device process
//
// Plain JavaScript for Node 20 and later: it runs before anything is prepared.

import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
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

/**
 * Bundles every page of a folder: `<page>.html` that loads `<page>.js` and `<page>.css`.
 * The window's first page may be named `index.html`; what it loads is told by its script tag.
 * @param {string} sourceDir @param {string} targetDir @param {Record<string, string>} entries by output name
 */
export async function bundlePages(sourceDir, targetDir, entries) {
  const { outputFiles } = await build({
    ...common,
    ...inPages,
    format: 'esm',
    entryPoints: entries,
    outdir: targetDir,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Pictures, fonts and sounds are copied, and named by their path on the page's origin.
    external: ['/*'],
  });
  await rm(targetDir, { recursive: true, force: true });
  await writeAll(outputFiles);
  for (const page of ['index.html', 'customer.html']) {
    await cp(join(sourceDir, page), join(targetDir, page));
    await checkPage(join(targetDir, page));
  }
  if (existsSync(join(sourceDir, 'assets'))) {
    await cp(join(sourceDir, 'assets'), join(targetDir, 'assets'), { recursive: true });
  }
}

/** Every file a page names must be there: a missing one would show only on the till. */
async function checkPage(file) {
  const html = await readFile(file, 'utf8');
  for (const [, path] of html.matchAll(/(?:src|href)="([^"#:]+)"/g)) {
    if (!existsSync(join(dirname(file), path))) throw new Error(`${file}: ${path} is missing`);
  }
}

/** The script that Chromium runs before every document. */
export async function bundlePreload() {
  await bundleOne('main/host/preload/chromium.ts', 'preload/chromium.js', inPages);
}

export async function bundleRenderer() {
  const cashier = 'renderer/cashier.tsx';
  const customer = 'renderer/customer.tsx';
  await bundlePages(join(root, 'renderer'), join(out, 'renderer'), { cashier, customer });
  await bundlePreload();
}

export async function bundleElectron() {
  // Native code and Electron's own module stay outside; they are found beside the bundle at run time.
  const external = ['electron', 'serialport', '@serialport/*', '@electric-sql/pglite'];
  const esm = { ...inElectron, format: 'esm', external };
  await bundleOne('main/electron.ts', 'electron/main.js', esm);
  await bundleOne('drivers/process/device-process.ts', 'electron/device-process.js', esm);
  // A sandboxed preload has no module loader: CommonJS, in one file.
  const preload = { ...inElectron, format: 'cjs', external: ['electron'] };
  await bundleOne('main/host/preload/electron.ts', 'electron/preload.cjs', preload);
  await writeFile(join(out, 'electron/package.json'), '{ "type": "module", "main": "main.js" }\n');
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
    if (isProgram) console.log(`${path.slice(out.length + 1)}  ${kilobytes} kB gzip`);
  }
}

const steps = { renderer: bundleRenderer, preload: bundlePreload, electron: bundleElectron };
const isProgram = import.meta.url === pathToFileURL(process.argv[1] ?? '').href;

if (isProgram) {
  const step = steps[process.argv[2] ?? ''];
  if (!step) throw new Error(`say one of: ${Object.keys(steps).join(', ')}`);
  await step();
}
