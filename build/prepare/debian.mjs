import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Stop, step } from './run.mjs';

/** What each Debian package is here for. */
export const debianPackages = {
  chromium: 'draws the screens',
  'chromium-sandbox': "the browser's own walls",
  'fonts-noto-cjk': 'Chinese on the screens',
  unifont: 'draws the lines that a printer has no font for',
  'libusb-1.0-0': 'USB devices',
  udev: 'stable names for devices',
  socat: 'pseudo-terminals for simulated devices',
  'zbar-tools': 'tests read printed QR codes back',
  git: 'the tidy tests ask it which files are the project',
  'libc-bin': 'iconv: tests read printed Chinese back',
};

const unattended = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/**
 * Installs missing packages when root; otherwise stops with the command to type.
 * On other systems it names what is needed, once the browser cannot be found.
 * @param {Readonly<Record<string, string>>} [packages] name and purpose
 * @throws {Stop}
 */
export function installDebianPackages(packages = debianPackages) {
  if (!isDebian(osRelease())) {
    const isBrowserHere = spawnSync('chromium', ['--version'], { stdio: 'ignore' }).status === 0;
    if (!isBrowserHere) console.log(needsText(Object.keys(debianPackages)));
    return;
  }
  const names = Object.keys(packages);
  const missing = missingPackages(names, installedText(names));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) throw new Stop(stopText(missing));
  step('apt-get update', 'apt-get', ['update', '-qq'], { env: unattended });
  step(`apt-get install ${missing.join(' ')}`, 'apt-get', installArgs(missing), {
    env: unattended,
  });
}

/** @returns {string} the text of /etc/os-release, empty where there is none */
export function osRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * The packages below are named as Debian and Raspberry Pi OS name them; others differ
 * (Ubuntu's chromium is a snap).
 * @param {string} release the text of /etc/os-release
 * @returns {boolean}
 */
export function isDebian(release) {
  return /^ID="?(debian|raspbian)"?$/m.test(release);
}

/**
 * @param {readonly string[]} names
 * @returns {string} one line for each package that dpkg knows: its name and its state
 */
function installedText(names) {
  const format = '$' + '{Package} $' + '{db:Status-Status}\n';
  const asked = ['-W', '-f', format, ...names];
  return spawnSync('dpkg-query', asked, { encoding: 'utf8' }).stdout ?? '';
}

/**
 * @param {readonly string[]} wanted
 * @param {string} installed as `installedText` gives it
 * @returns {string[]}
 */
export function missingPackages(wanted, installed) {
  const lines = new Set(installed.split('\n'));
  return wanted.filter((name) => !lines.has(`${name} installed`));
}

/**
 * @param {readonly string[]} missing
 * @returns {string[]}
 */
export function installArgs(missing) {
  return ['install', '-y', '-qq', '--no-install-recommends', ...missing];
}

/**
 * @param {readonly string[]} missing
 * @returns {string}
 */
export function stopText(missing) {
  const install = `sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  return `These Debian packages are missing. Please type this, then start again:\n\n  sudo apt-get update && ${install}\n`;
}

/**
 * @param {readonly string[]} names
 * @returns {string}
 */
function needsText(names) {
  const lines = names.map((name) => `  ${name}: ${debianPackages[name]}`);
  return `prepare: not Debian, so please see to these yourself (names as in Debian 12):\n${lines.join('\n')}`;
}
