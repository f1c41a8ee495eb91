import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  debianPackages,
  installArgs,
  isDebian,
  missingPackages,
  stopText,
} from '../../build/prepare/debian.mjs';
import { hasElectron } from '../../build/prepare/electron.mjs';
import { isStale } from '../../build/prepare/newer.mjs';
import { withoutLocalTools } from '../../build/prepare/node-modules.mjs';
import { attempt, Stop, step } from '../../build/prepare/run.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'saoma-prepare-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a file and dates it and its folder. */
function write(path: string, atSeconds: number, text = ''): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, atSeconds, atSeconds);
  utimesSync(dirname(file), atSeconds, atSeconds);
  return file;
}

describe('what is made from something', () => {
  it('is made when it is not there yet', () => {
    const source = write('src/a.ts', 100);
    expect(isStale({ sources: [source], made: join(folder, 'out') })).toBe(true);
  });

  it('is left alone while nothing under its sources is newer', () => {
    write('src/deep/a.ts', 100);
    const made = dirname(write('out/bundle.js', 200));
    utimesSync(join(folder, 'src'), 100, 100);
    expect(isStale({ sources: [join(folder, 'src')], made })).toBe(false);
  });

  it('is made again when one file deep under its sources is newer', () => {
    const made = dirname(write('out/bundle.js', 200));
    write('src/deep/er/a.ts', 300);
    expect(isStale({ sources: [join(folder, 'src')], made })).toBe(true);
  });

  it('is made again when a source was taken away', () => {
    const gone = write('src/a.ts', 100);
    const made = dirname(write('out/bundle.js', 200));
    rmSync(gone);
    expect(isStale({ sources: [join(folder, 'src')], made })).toBe(true);
  });

  it('does not wait for a source that does not exist', () => {
    const made = dirname(write('out/bundle.js', 200));
    expect(isStale({ sources: [join(folder, 'nowhere')], made })).toBe(false);
  });
});

describe('Debian packages', () => {
  const wanted = ['chromium', 'udev', 'socat'];

  it('are missing when dpkg does not know them or kept only their settings', () => {
    const known = 'chromium installed\nudev config-files\n';
    expect(missingPackages(wanted, known)).toEqual(['udev', 'socat']);
  });

  it('are not missing when all are installed', () => {
    const known = wanted.map((name) => `${name} installed\n`).join('');
    expect(missingPackages(wanted, known)).toEqual([]);
  });

  it('are installed in one command that asks nothing', () => {
    expect(installArgs(['udev', 'socat']).join(' ')).toBe(
      'install -y -qq --no-install-recommends udev socat',
    );
  });

  it('are asked for with the exact command when nobody may install them', () => {
    expect(stopText(['udev', 'socat'])).toContain(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends udev socat',
    );
  });

  it('each say what they are for', () => {
    for (const reason of Object.values(debianPackages)) expect(reason).not.toBe('');
  });

  it('have these names on Debian and Raspberry Pi OS, not on Ubuntu', () => {
    expect(isDebian('NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n')).toBe(true);
    expect(isDebian('ID=raspbian\nID_LIKE=debian\n')).toBe(true);
    expect(isDebian('ID=ubuntu\nID_LIKE=debian\n')).toBe(false);
    expect(isDebian('')).toBe(false);
  });
});

describe('Electron', () => {
  it('is here when its own marks of a finished download are', () => {
    write('path.txt', 1, 'electron');
    write('dist/version', 1, 'v45.4.1');
    write('dist/electron', 1);
    expect(hasElectron(folder, '45.4.1')).toBe(true);
  });

  it('is not here after a download that was cut short or was of another version', () => {
    write('dist/electron', 1);
    expect(hasElectron(folder, '45.4.1')).toBe(false);
    write('path.txt', 1, 'electron');
    write('dist/version', 1, '44.0.0');
    expect(hasElectron(folder, '45.4.1')).toBe(false);
  });
});

describe('a tool that is run', () => {
  it('keeps its words back, and they are the reason when it fails', () => {
    const args = ['-e', 'console.error("no such host"); process.exit(3)'];
    expect(attempt('try', process.execPath, args)).toEqual({ isDone: false, said: 'no such host' });
    expect(() => step('try', process.execPath, args)).toThrow(new Stop('no such host'));
  });

  it('says so when it is not there at all', () => {
    expect(attempt('try', join(folder, 'nothing'), []).said).toContain('ENOENT');
  });
});

it('npm ci does not run on the Node that it is about to replace', () => {
  expect(withoutLocalTools('/till/node_modules/.bin:/usr/bin:/bin', '/till')).toBe('/usr/bin:/bin');
});
