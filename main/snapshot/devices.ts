import type { DeviceConfig, PrinterStatus } from '../../drivers/contract.ts';
import type { DeviceShown, DevicesSnapshot } from '../contract/snapshots.ts';
import type { DeviceView } from '../devices/board.ts';
import type { TraceEvent } from '../devices/trace.ts';
import { hidePaymentCodes } from './payment-codes.ts';

type Health = Pick<DeviceShown, 'health' | 'reason'>;

/** What the devices screen draws of each device. */
export function showDevices(
  configs: readonly DeviceConfig[],
  views: readonly DeviceView[],
): DevicesSnapshot {
  return {
    devices: configs.flatMap((config) => {
      const view = views.find(({ id }) => id === config.id);
      return view ? [showDevice(config, view)] : [];
    }),
  };
}

/** The first device of a kind, as the status strip shows it. */
export function showHealth(views: readonly DeviceView[], kind: DeviceView['kind']): Health {
  const view = views.find((candidate) => candidate.kind === kind);
  return view ? healthOf(view) : { health: 'none', reason: null };
}

function showDevice(config: DeviceConfig, view: DeviceView): DeviceShown {
  return {
    id: config.id,
    kind: config.kind,
    state: view.state,
    ...healthOf(view),
    path: pathOf(config),
    lastIn: showBytes(view.lastIn),
    lastOut: showBytes(view.lastOut),
    lastSuccessAt: view.lastIn?.at ?? null,
    lastFailureAt: view.lastFailure?.at ?? null,
    lastFailure: view.lastFailure?.code ?? null,
  };
}

function pathOf(config: DeviceConfig): string {
  if (config.kind === 'drawer') return `${config.printer} · pin ${config.pin}`;
  const { transport } = config;
  switch (transport.type) {
    case 'tcp':
      return `${transport.host}:${transport.port}`;
    case 'cups':
      return transport.queue;
    case 'printer':
      return transport.printer;
    case 'serial':
    case 'character-device':
    case 'hid':
    case 'hid-socket':
      return transport.path;
  }
}

function healthOf({ state, status }: DeviceView): Health {
  if (state !== 'open') return { health: 'off', reason: 'device.offline' };
  return status ? printerHealth(status) : { health: 'ready', reason: null };
}

function printerHealth(status: PrinterStatus): Health {
  if (status.isPaperOut) return { health: 'attention', reason: 'device.paper-out' };
  if (status.isCoverOpen) return { health: 'attention', reason: 'device.cover-open' };
  if (status.hasCutterError) return { health: 'attention', reason: 'device.cutter-jam' };
  if (status.isOverheated) return { health: 'attention', reason: 'device.overheated' };
  if (!status.isOnline) return { health: 'attention', reason: 'device.offline' };
  if (status.isPaperNearEnd) return { health: 'attention', reason: 'paper-near-end' };
  return { health: 'ready', reason: null };
}

/** Bytes as hex and, where they are text, as text with a dot for what is not. */
function showBytes(trace: TraceEvent | undefined): DeviceShown['lastIn'] {
  if (!trace) return null;
  const latin1 = hidePaymentCodes(Buffer.from(trace.hex, 'hex').toString('latin1'));
  return {
    hex: Buffer.from(latin1, 'latin1').toString('hex'),
    text: latin1.replace(/[^\x20-\x7e]/g, '·'),
    at: trace.at,
  };
}
