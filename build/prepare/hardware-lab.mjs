import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installDebianPackages, isDebian, osRelease } from './debian.mjs';
import { makeInitramfs } from './lab-initramfs.mjs';
import { fetchKernel } from './lab-kernel.mjs';
import { Stop } from './run.mjs';

/** Beyond what everything needs: only the hardware lab asks for these. */
const labPackages = {
  'qemu-system-x86': 'the machine that has the devices',
  'busybox-static': 'its first programs',
  cpio: 'packs its first file system',
  kmod: 'knows which kernel modules need which',
  udev: 'gives its devices their names',
  'xz-utils': 'unpacks its kernel',
};

/**
 * Makes what the hardware lab boots, in build/out/hardware-lab/: `vmlinux` and `initramfs`. Where
 * that cannot be had, the reason is left in `out-of-reach` for `npm run test:hardware` to print:
 * nothing else of the project needs the lab, so its absence is no failure.
 * @param {string} root
 */
export function prepareHardwareLab(root) {
  const folder = join(root, 'build', 'out', 'hardware-lab');
  const outOfReach = join(folder, 'out-of-reach');
  mkdirSync(folder, { recursive: true });
  rmSync(outOfReach, { force: true });
  try {
    refuseForeignMachine();
    installDebianPackages(labPackages);
    const kernel = fetchKernel(folder);
    makeInitramfs({ root, folder, kernel });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    writeFileSync(outOfReach, `${error.message}\n`);
  }
}

/** @throws {Stop} */
function refuseForeignMachine() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      `the lab's guest is Linux on x64, and this is ${process.platform} on ${process.arch}`,
    );
  }
  if (!isDebian(osRelease()))
    throw new Stop("the guest boots Debian's kernel, and this is no Debian");
}
