import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why the guest cannot start here, in the words of the preparation; undefined when it can. */
export function reasonNotToStart(root: string): string | undefined {
  const lab = join(root, 'build', 'out', 'hardware-lab');
  const outOfReach = join(lab, 'out-of-reach');
  if (existsSync(outOfReach)) return readFileSync(outOfReach, 'utf8').trim();
  const isPrepared = ['vmlinux', 'initramfs'].every((name) => existsSync(join(lab, name)));
  return isPrepared ? undefined : 'it was not prepared: node build/prepare/prepare.mjs hardware';
}

/** Whether this user may open the machine's own virtualisation; it may still refuse a guest. */
export function mayUseKvm(): boolean {
  try {
    accessSync('/dev/kvm', constants.R_OK | constants.W_OK);
    return true;
  } catch (cause) {
    if (cause instanceof Error) return false;
    throw cause;
  }
}
