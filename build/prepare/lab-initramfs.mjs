import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isStale } from './newer.mjs';
import { Stop, step } from './run.mjs';

/** What the guest needs beyond what is built into the kernel (device-facts 8). */
const modules = [
  ...['virtio_pci', '9p', '9pnet_virtio', 'virtio_console', 'virtio_net'],
  ...['uhid', 'hid-generic', 'xhci-pci', 'usbhid', 'ftdi_sio', 'cdc-acm', 'usblp'],
  ...['dummy_hcd', 'usb_f_printer', 'usb_f_hid', 'usb_f_acm'],
];

/** One controller for each gadget; high speed, so that a printer takes 512 bytes at a time. */
const parameters = { dummy_hcd: 'num=4 is_high_speed=1 is_super_speed=0' };

const applets = [
  'sh',
  'mount',
  'mkdir',
  'insmod',
  'ifconfig',
  'chroot',
  'sleep',
  'cat',
  'poweroff',
];

/**
 * The guest's first file system: busybox, the modules in the order they depend on each other, and
 * the project's own init.
 * @param {{ root: string, folder: string, kernel: { folder: string, release: string } }} lab
 * @throws {Stop}
 */
export function makeInitramfs({ root, folder, kernel }) {
  const made = join(folder, 'initramfs');
  const init = join(root, 'test', 'hardware', 'guest', 'init');
  const sources = [init, import.meta.filename, join(kernel.folder, 'release')];
  if (!isStale({ sources, made })) return;
  const stage = mkdtempSync(join(tmpdir(), 'saoma-initramfs-'));
  try {
    fill(stage, init, kernel);
    const script = 'cd "$1" && find . | cpio --create --format=newc --quiet > "$2"';
    step('pack the initramfs', 'bash', ['-o', 'pipefail', '-c', script, 'pack', stage, made]);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/**
 * @param {string} stage
 * @param {string} init
 * @param {{ folder: string, release: string }} kernel
 */
function fill(stage, init, kernel) {
  for (const name of ['bin', 'dev', 'proc', 'sys', 'host', 'project', 'modules']) {
    mkdirSync(join(stage, name));
  }
  copyFileSync('/bin/busybox', join(stage, 'bin', 'busybox'));
  for (const name of applets) symlinkSync('busybox', join(stage, 'bin', name));
  copyFileSync(init, join(stage, 'init'));
  chmodSync(join(stage, 'init'), 0o755);
  const lines = moduleFiles(kernel).map((file) => {
    const name = basename(file).replace(/\.ko.*$/, '');
    copyModule(file, join(stage, 'modules', `${name}.ko`));
    return `${name} ${parameters[name] ?? ''}\n`;
  });
  writeFileSync(join(stage, 'modules', 'order'), lines.join(''));
}

/**
 * @param {{ folder: string, release: string }} kernel
 * @returns {string[]} files, each after those it needs
 */
function moduleFiles({ folder, release }) {
  const found = modules.flatMap((name) => {
    const args = ['-d', folder, '-S', release, '--show-depends', name];
    const { status, stdout, stderr } = spawnSync('modprobe', args, { encoding: 'utf8' });
    if (status !== 0) throw new Stop(`the kernel has no module ${name}: ${stderr}`);
    return [...stdout.matchAll(/^insmod (\S+)/gm)].map((line) => line[1] ?? '');
  });
  return [...new Set(found)];
}

/**
 * Later Debians pack each module.
 * @param {string} file
 * @param {string} made
 */
function copyModule(file, made) {
  if (!file.endsWith('.xz')) return copyFileSync(file, made);
  const { stdout } = spawnSync('xz', ['--decompress', '--stdout', file], { maxBuffer: 2 ** 26 });
  writeFileSync(made, stdout);
}
