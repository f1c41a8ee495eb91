import type {
  DeviceConfig,
  DeviceErrorCode,
  DeviceEvent,
  DeviceKind,
  DeviceState,
  PrinterStatus,
} from '../../drivers/contract.ts';
import { type TraceEvent, TraceRing } from './trace.ts';

/** What is known of one device, for the status bar and the technician. */
export type DeviceView = {
  readonly id: string;
  readonly kind: DeviceKind;
  /** A drawer's is its printer's. */
  readonly state: DeviceState;
  readonly reason?: string;
  /** A printer's last answer on this connection. */
  readonly status?: PrinterStatus;
  readonly lastIn?: TraceEvent;
  readonly lastOut?: TraceEvent;
  readonly lastFailure?: DeviceTrouble;
};

/** When a device last did not do what it should, UTC milliseconds, and what that was. */
export type DeviceTrouble = { readonly at: number; readonly code: DeviceErrorCode };

type Tile = {
  readonly config: DeviceConfig;
  readonly trace: TraceRing;
  state: DeviceState;
  reason: string | undefined;
  status: PrinterStatus | undefined;
  lastFailure: DeviceTrouble | undefined;
};

/** The devices as their events tell of them. */
export class DeviceBoard {
  #tiles = new Map<string, Tile>();

  configure(configs: readonly DeviceConfig[]): void {
    const before = this.#tiles;
    this.#tiles = new Map(
      configs.map((config) => {
        const known = before.get(config.id);
        const isSame = known && JSON.stringify(known.config) === JSON.stringify(config);
        return [config.id, isSame ? known : newTile(config)];
      }),
    );
  }

  apply(id: string, event: DeviceEvent, at: number): void {
    const tile = this.#tiles.get(id);
    if (!tile) return;
    if (event.kind === 'trace') tile.trace.add(event);
    if (event.kind === 'printer-status') tile.status = event.status;
    if (event.kind === 'fault') tile.lastFailure = { at, code: event.code };
    if (event.kind !== 'state') return;
    tile.state = event.state;
    tile.reason = event.reason;
    tile.status = undefined;
    if (event.state === 'lost') tile.lastFailure = { at, code: 'device.offline' };
  }

  /** The device process is gone, and with it every connection. */
  loseAll(reason: string, at: number): void {
    const event = { kind: 'state', state: 'lost', reason } as const;
    for (const id of this.#tiles.keys()) this.apply(id, event, at);
  }

  views(): DeviceView[] {
    return [...this.#tiles.values()].map((tile) => this.#view(tile));
  }

  trace(id: string): readonly TraceEvent[] {
    return this.#tiles.get(id)?.trace.entries ?? [];
  }

  #view({ config, trace, ...own }: Tile): DeviceView {
    const wire = config.kind === 'drawer' ? (this.#tiles.get(config.printer) ?? own) : own;
    const lastIn = trace.last('in');
    const lastOut = trace.last('out');
    return {
      id: config.id,
      kind: config.kind,
      state: wire.state,
      ...(wire.reason === undefined ? {} : { reason: wire.reason }),
      ...(own.status ? { status: own.status } : {}),
      ...(lastIn ? { lastIn } : {}),
      ...(lastOut ? { lastOut } : {}),
      ...(own.lastFailure ? { lastFailure: own.lastFailure } : {}),
    };
  }
}

function newTile(config: DeviceConfig): Tile {
  const unknown = { reason: undefined, status: undefined, lastFailure: undefined };
  return { config, trace: new TraceRing(), state: 'closed', ...unknown };
}
