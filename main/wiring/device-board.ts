import type { DeviceConfig, DeviceEvent, PrinterStatus } from '../../drivers/contract.ts';
import type { DeviceShown, DevicesSnapshot } from '../contract/snapshots.ts';

export type DeviceBoard = {
  configure(configs: readonly DeviceConfig[]): void;
  apply(deviceId: string, event: DeviceEvent, at: number): void;
  /** The device process is gone: nothing is known of any device until it is back. */
  lose(): void;
  snapshot(): DevicesSnapshot;
  /** The first device of a kind, as the status strip shows it. */
  health(kind: DeviceShown['kind']): Pick<DeviceShown, 'health' | 'reason'>;
};

/** What each device last said, for the devices screen and the status strip. */
export function createDeviceBoard(): DeviceBoard {
  let configs: readonly DeviceConfig[] = [];
  let shown = new Map<string, DeviceShown>();

  function drawerHealth(drawer: DeviceShown): DeviceShown {
    const config = configs.find(({ id }) => id === drawer.id);
    const printer = config?.kind === 'drawer' ? shown.get(config.printer) : undefined;
    if (!printer) return drawer;
    const isReachable = printer.state === 'open';
    return {
      ...drawer,
      state: printer.state,
      health: isReachable ? 'ready' : 'off',
      reason: isReachable ? null : printer.reason,
    };
  }

  const list = (): DeviceShown[] =>
    [...shown.values()].map((device) => (device.kind === 'drawer' ? drawerHealth(device) : device));

  return {
    configure(next) {
      configs = next;
      shown = new Map(next.map((config) => [config.id, emptyTile(config)]));
    },
    apply(deviceId, event, at) {
      const device = shown.get(deviceId);
      if (device) shown.set(deviceId, applyEvent(device, event, at));
    },
    lose() {
      for (const [id, device] of shown) {
        shown.set(id, { ...device, state: 'closed', health: 'off', reason: 'device.offline' });
      }
    },
    snapshot: () => ({ devices: list() }),
    health(kind) {
      const device = list().find((candidate) => candidate.kind === kind);
      return device
        ? { health: device.health, reason: device.reason }
        : { health: 'none', reason: null };
    },
  };
}

function emptyTile(config: DeviceConfig): DeviceShown {
  return {
    id: config.id,
    kind: config.kind,
    state: 'closed',
    health: 'off',
    reason: null,
    path: pathOf(config),
    lastIn: null,
    lastOut: null,
    lastSuccessAt: null,
    lastFailureAt: null,
    lastFailure: null,
  };
}

function pathOf(config: DeviceConfig): string {
  if (config.kind === 'drawer') return `${config.printer} · pin ${config.pin}`;
  const { transport } = config;
  return transport.type === 'tcp' ? `${transport.host}:${transport.port}` : transport.path;
}

function applyEvent(device: DeviceShown, event: DeviceEvent, at: number): DeviceShown {
  switch (event.kind) {
    case 'state':
      return applyState(device, event.state, event.reason, at);
    case 'printer-status':
      return { ...device, ...printerHealth(device, event.status) };
    case 'trace': {
      const bytes = { hex: event.hex, text: printable(event.hex), at: event.at };
      return event.direction === 'in'
        ? { ...device, lastIn: bytes, lastSuccessAt: event.at }
        : { ...device, lastOut: bytes };
    }
    case 'scan':
      return { ...device, lastSuccessAt: event.at };
    case 'fault':
      return { ...device, lastFailureAt: at, lastFailure: event.code };
    default:
      return event satisfies never;
  }
}

function applyState(
  device: DeviceShown,
  state: DeviceShown['state'],
  reason: string | undefined,
  at: number,
): DeviceShown {
  if (state === 'open') return { ...device, state, health: 'ready', reason: null };
  const failed = reason === undefined ? {} : { lastFailureAt: at, lastFailure: 'device.offline' };
  return { ...device, ...failed, state, health: 'off', reason: 'device.offline' };
}

function printerHealth(
  device: DeviceShown,
  status: PrinterStatus,
): Pick<DeviceShown, 'health' | 'reason'> {
  if (device.state !== 'open') return { health: 'off', reason: 'device.offline' };
  if (status.isPaperOut) return { health: 'attention', reason: 'device.paper-out' };
  if (status.isCoverOpen) return { health: 'attention', reason: 'device.cover-open' };
  if (status.hasCutterError) return { health: 'attention', reason: 'device.cutter-jam' };
  if (!status.isOnline) return { health: 'attention', reason: 'device.offline' };
  if (status.isPaperNearEnd) return { health: 'attention', reason: 'paper-near-end' };
  return { health: 'ready', reason: null };
}

/** Bytes as text where they are text, a dot where not. */
function printable(hex: string): string {
  const text = Buffer.from(hex, 'hex').toString('latin1');
  return text.replace(/[^\x20-\x7e]/g, '·');
}
