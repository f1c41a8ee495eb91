import type { BindAddress } from '../../../main/contract/bench/commands.ts';
import type {
  BenchDevice,
  BenchSnapshot,
  FoundShown,
} from '../../../main/contract/bench/snapshot.ts';
import type { CommandInput } from '../../../main/contract/commands.ts';
import type { Role } from '../devices/place.ts';

export type Binding = CommandInput<'bench.bind'>;
export type Protocol = NonNullable<Binding['protocol']>;

/** How a device of a role can be reached. */
export const ways = ['found', 'network', 'queue', 'printer'] as const;
export type Way = (typeof ways)[number];

export type Plan = {
  readonly kind: BenchDevice['kind'];
  readonly role: Binding['role'];
  readonly ways: readonly Way[];
  readonly interfaces: readonly FoundShown['interface'][];
  readonly protocols: readonly Protocol[];
  /** The test that shows at once whether it works. */
  readonly test: 'page' | 'kick' | 'show' | 'weigh' | 'card' | null;
  /** The maker's usual setting of a serial line (device-facts 2 and 5). */
  readonly baudRate: number;
};

const scanner = {
  kind: 'scanner',
  ways: ['found'],
  interfaces: ['serial', 'hid'],
  protocols: [],
  test: null,
  baudRate: 9_600,
} as const;

export const plans: Record<Role, Plan> = {
  'goods-scanner': { ...scanner, role: 'goods' },
  'payment-scanner': { ...scanner, role: 'payment' },
  'receipt-printer': {
    kind: 'printer',
    role: 'receipt',
    ways: ['found', 'network', 'queue'],
    interfaces: ['usb-printer', 'serial'],
    protocols: [],
    test: 'page',
    baudRate: 9_600,
  },
  drawer: {
    kind: 'drawer',
    role: null,
    ways: ['printer'],
    interfaces: [],
    protocols: [],
    test: 'kick',
    baudRate: 9_600,
  },
  display: {
    kind: 'display',
    role: null,
    ways: ['found', 'network', 'printer'],
    interfaces: ['serial'],
    protocols: ['cd5220', 'escpos'],
    test: 'show',
    baudRate: 9_600,
  },
  scale: {
    kind: 'scale',
    role: null,
    ways: ['found', 'network'],
    interfaces: ['serial', 'hid'],
    protocols: ['toledo-8217', 'nci', 'mt-sics', 'hid'],
    test: 'weigh',
    baudRate: 9_600,
  },
  reader: {
    kind: 'reader',
    role: null,
    ways: ['found'],
    interfaces: ['hid'],
    protocols: ['neo2', 'mms'],
    test: 'card',
    baudRate: 9_600,
  },
};

/** Whether the device already does this role's work; a scanner for anything does both. */
export function fills(device: BenchDevice, plan: Plan): boolean {
  if (device.kind !== plan.kind) return false;
  if (plan.role === null || device.role === null) return true;
  return device.role === plan.role || device.role === 'any';
}

/** A scanner that reads everything is not given up because a second one for payments comes. */
function isReplaced(device: BenchDevice, plan: Plan): boolean {
  return fills(device, plan) && (plan.role !== 'payment' || device.role === 'payment');
}

/**
 * The role that a device gets. As long as no scanner is for payments alone, the one for goods reads
 * both: a shop with one scanner is paid through it.
 */
export function roleOf(plan: Plan, devices: readonly BenchDevice[]): Plan['role'] | 'any' {
  const hasPaymentScanner = devices.some(({ role }) => role === 'payment');
  return plan.role === 'goods' && !hasPaymentScanner ? 'any' : plan.role;
}

export const baudRates = [1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200] as const;
/** Data bits, parity, stop bits, as technicians write them. */
export type Frame = `${7 | 8}${'N' | 'E' | 'O'}${1 | 2}`;
export const frames: readonly Frame[] = ['8N1', '7E1', '7O1', '8E1', '8O1', '8N2'];
export type Line = { readonly baudRate: number; readonly frame: Frame };

/** What a technician has said so far; gone when another role is chosen. */
export type Draft = {
  readonly way: Way;
  /** Node of the found device that was chosen. */
  readonly node: string | null;
  readonly host: string;
  readonly port: string;
  readonly queue: string;
  readonly printerId: string | null;
  /** Null while nobody chose one by hand. */
  readonly baudRate: number | null;
  readonly frame: Frame | null;
  readonly profile: string | null;
  readonly protocol: Protocol | null;
  /** The device that this one takes the place of. */
  readonly replaces: string | null;
};

/** Raw printing's usual port (public manuals of network printers). */
const rawPort = '9100';

export function emptyDraft(plan: Plan, devices: readonly BenchDevice[]): Draft {
  return {
    way: plan.ways[0] ?? 'found',
    node: null,
    host: '',
    port: rawPort,
    queue: '',
    printerId: devices.find(({ kind }) => kind === 'printer')?.id ?? null,
    baudRate: null,
    frame: null,
    profile: null,
    protocol: plan.protocols[0] ?? null,
    replaces: devices.find((device) => isReplaced(device, plan))?.id ?? null,
  };
}

/** Where the device is, as the settings keep it; null while something is missing. */
export function addressOf(draft: Draft, found: FoundShown | null, line: Line): BindAddress | null {
  switch (draft.way) {
    case 'found':
      return found && foundAddress(found, line);
    case 'network': {
      const port = Number(draft.port);
      const isPort = Number.isInteger(port) && port >= 1 && port <= 65_535;
      return draft.host !== '' && isPort ? { type: 'tcp', host: draft.host, port } : null;
    }
    case 'queue':
      return draft.queue === '' ? null : { type: 'cups', queue: draft.queue };
    case 'printer':
      return draft.printerId === null ? null : { type: 'printer', printer: draft.printerId };
  }
}

/** The line as it was chosen by hand, as it was heard, or as such devices usually are. */
export function lineOf(draft: Draft, plan: Plan, heard: Heard | null): Line {
  const { baudRate, dataBits = 8, parity = 'none', stopBits = 1 } = heard ?? {};
  // A Toledo scale speaks seven bits with even parity (device-facts 5).
  const usual = draft.protocol === 'toledo-8217' ? '7E1' : '8N1';
  return {
    baudRate: draft.baudRate ?? baudRate ?? plan.baudRate,
    frame: draft.frame ?? (heard ? `${dataBits}${letters[parity]}${stopBits}` : usual),
  };
}

type Heard = NonNullable<BenchSnapshot['autoBaud']>;

const letters = { none: 'N', even: 'E', odd: 'O' } as const;
const parities = { N: 'none', E: 'even', O: 'odd' } as const;

function foundAddress(found: FoundShown, { baudRate, frame }: Line): BindAddress {
  const { path } = found;
  switch (found.interface) {
    case 'serial':
      return {
        type: 'serial',
        path,
        baudRate,
        dataBits: frame.startsWith('7') ? 7 : 8,
        stopBits: frame.endsWith('2') ? 2 : 1,
        parity: parities[frame.includes('E') ? 'E' : frame.includes('O') ? 'O' : 'N'],
      };
    case 'hid':
      return { type: 'hid', path };
    case 'usb-printer':
      return { type: 'character-device', path };
  }
}

/** The likeliest first: what the system takes for this kind, then whatever is on a wire that could carry one. */
export function candidates(plan: Plan, found: readonly FoundShown[]): readonly FoundShown[] {
  const possible = found.filter((one) => plan.interfaces.includes(one.interface));
  const isLikely = (one: FoundShown) => one.kinds.includes(plan.kind);
  return [...possible.filter(isLikely), ...possible.filter((one) => !isLikely(one))];
}
