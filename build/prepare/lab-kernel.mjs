import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, Stop, step } from './run.mjs';

/** The parts of the package that the lab's modules are in; all of it would be 400 MB. */
const unpacked = [
  './boot/vmlinuz*',
  './lib/modules/*/modules.*',
  ...['char', 'hid', 'net/net_failover.ko*', 'net/virtio_net.ko*', 'usb', 'virtio'].map(
    (part) => `./lib/modules/*/kernel/drivers/${part}`,
  ),
  ...['fs/9p', 'fs/configfs', 'fs/fscache', 'fs/netfs', 'net/9p', 'net/core'].map(
    (part) => `./lib/modules/*/kernel/${part}`,
  ),
];

/** How an xz stream begins. */
const xzMagic = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);

/**
 * Debian's kernel, downloaded and unpacked without being installed, once. Its name is written last.
 * @param {string} folder
 * @returns {{ folder: string, release: string }} the folder that has `lib/modules/<release>`
 * @throws {Stop}
 */
export function fetchKernel(folder) {
  const kernel = join(folder, 'kernel');
  const mark = join(kernel, 'release');
  if (!existsSync(mark)) {
    rmSync(kernel, { recursive: true, force: true });
    mkdirSync(kernel, { recursive: true });
    unpack(download(kernel), kernel);
    const release = onlyName(join(kernel, 'lib', 'modules'));
    extractKernel(join(kernel, 'boot', `vmlinuz-${release}`), join(folder, 'vmlinux'));
    step(`depmod ${release}`, 'depmod', ['-b', kernel, release]);
    writeFileSync(mark, release);
  }
  return { folder: kernel, release: readFileSync(mark, 'utf8') };
}

/**
 * @param {string} folder
 * @returns {string} the package's file
 */
function download(folder) {
  const name = kernelPackage();
  const get = () =>
    attempt(`apt-get download ${name}`, 'apt-get', ['download', '-qq', name], { cwd: folder });
  let { isDone, said } = get();
  if (!isDone && process.getuid?.() === 0) {
    // The lists may name a version that the mirror no longer has.
    step('apt-get update', 'apt-get', ['update', '-qq']);
    ({ isDone, said } = get());
  }
  if (!isDone) throw new Stop(`the kernel's package cannot be downloaded: ${said}`);
  return join(folder, onlyName(folder, '.deb'));
}

/** The cloud image, which Debian also has, lacks the drivers. */
function kernelPackage() {
  const { stdout } = spawnSync('apt-cache', ['depends', 'linux-image-amd64'], { encoding: 'utf8' });
  const name = /Depends: (linux-image-\S+)/.exec(stdout ?? '')?.[1];
  if (name === undefined) throw new Stop('apt knows no linux-image-amd64: apt-get update may help');
  return name;
}

/**
 * @param {string} archive
 * @param {string} folder
 */
function unpack(archive, folder) {
  const script =
    'archive=$1 && folder=$2 && shift 2 && ' +
    'dpkg-deb --fsys-tarfile "$archive" | tar -x -C "$folder" --wildcards "$@"';
  step('unpack the kernel', 'bash', [
    '-o',
    'pipefail',
    '-c',
    script,
    'unpack',
    archive,
    folder,
    ...unpacked,
  ]);
  rmSync(archive);
}

/**
 * The kernel itself out of its self-extracting image: an emulated machine takes seconds to unpack
 * it. A kernel that is not packed with xz is used as it is.
 * @param {string} image
 * @param {string} made
 */
function extractKernel(image, made) {
  const bytes = readFileSync(image);
  const start = bytes.indexOf(xzMagic);
  if (start < 0) return writeFileSync(made, bytes);
  // What follows the stream is no part of it: `--single-stream` leaves it alone.
  const args = ['--decompress', '--stdout', '--single-stream'];
  const { stdout } = spawnSync('xz', args, { input: bytes.subarray(start), maxBuffer: 2 ** 28 });
  const isProgram = stdout?.subarray(0, 4).equals(Buffer.from('\x7fELF', 'latin1'));
  writeFileSync(made, isProgram ? stdout : bytes);
}

/**
 * @param {string} folder
 * @param {string} [ending]
 * @returns {string}
 */
function onlyName(folder, ending = '') {
  const [name] = readdirSync(folder).filter((entry) => entry.endsWith(ending));
  if (name === undefined) throw new Stop(`nothing ${ending} in ${folder}`);
  return name;
}
