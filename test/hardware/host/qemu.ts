import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** `tcg` emulates the processor; `kvm` lends the guest the real one, where the host allows it. */
export type Accelerator = 'kvm' | 'tcg';

export type GuestOptions = {
  readonly root: string;
  readonly accelerator: Accelerator;
  /** Sockets that this side listens on; QEMU connects to them. */
  readonly qmpPath: string;
  readonly serialPath: string;
  /** The guest's console: kernel messages, and what goes wrong before the first check. */
  readonly consolePath: string;
};

export type Guest = {
  readonly toGuest: Writable;
  readonly fromGuest: Readable;
  /** QEMU's own words and how it ended, once it has. */
  readonly ended: Promise<string>;
  readonly kill: () => Promise<void>;
};

/** Ids that `device_add`, `device_del` and `set_link` name. */
export const guestIds = { serialBackend: 'serial', networkCard: 'nic', usbBus: 'xhci.0' } as const;

export function startGuest(options: GuestOptions): Guest {
  const child = spawn('qemu-system-x86_64', qemuArguments(options), {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  // The guest may end while a reply is on its way; `ended` tells of it.
  child.stdin.on('error', (error) => {
    said += `${error.message}\n`;
  });
  return {
    toGuest: child.stdin,
    fromGuest: child.stdout,
    ended: endOf(child).then((how) => `${said}${how}`),
    kill: async () => {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}

async function endOf(child: ChildProcess): Promise<string> {
  const ended = Promise.withResolvers<string>();
  child.once('error', (error) => ended.resolve(error.message));
  child.once('close', (code, signal) => ended.resolve(`QEMU ended with ${signal ?? code}`));
  return ended.promise;
}

/** Tried combinations: device-facts 8. */
function qemuArguments(options: GuestOptions): string[] {
  const { root, accelerator, qmpPath, serialPath, consolePath } = options;
  const lab = join(root, 'build', 'out', 'hardware-lab');
  const shared = 'security_model=none,readonly=on,multidevs=remap';
  return [
    ...['-accel', accelerator === 'kvm' ? 'kvm' : 'tcg,thread=multi,tb-size=1024'],
    ...['-cpu', accelerator === 'kvm' ? 'max' : 'qemu64,+ssse3,+sse4.1,+sse4.2,+popcnt'],
    ...['-M', 'q35,usb=off', '-smp', '2', '-m', '2048'],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ...['-kernel', join(lab, 'vmlinux'), '-initrd', join(lab, 'initramfs')],
    ...['-append', kernelParameters.join(' ')],
    ...['-chardev', `file,id=console,path=${consolePath}`, '-serial', 'chardev:console'],
    ...['-virtfs', `local,path=/,mount_tag=host,${shared}`],
    ...['-virtfs', `local,path=${root},mount_tag=project,${shared}`],
    ...['-device', 'virtio-serial-pci', '-chardev', 'stdio,id=line,signal=off'],
    ...['-device', 'virtconsole,chardev=line'],
    ...['-qmp', `unix:${qmpPath},server=off`],
    ...['-chardev', `socket,id=${guestIds.serialBackend},path=${serialPath},server=off`],
    ...['-device', 'qemu-xhci,id=xhci'],
    ...['-netdev', 'user,id=net,ipv6=off'],
    ...['-device', `virtio-net-pci,netdev=net,id=${guestIds.networkCard},romfile=`],
  ];
}

/** An emulated machine needs neither defences against itself nor long checks of its clock. */
const kernelParameters = [
  'console=ttyS0 quiet panic=-1',
  'nokaslr mitigations=off tsc=reliable no_timer_check random.trust_cpu=1',
  'net.ifnames=0',
];
