import type {
  DeviceConfig,
  DeviceEvent,
  DeviceKind,
  DeviceState,
  Lifecycle,
  PowerState,
  PrinterStatus,
} from '../../drivers/contract.ts';
import { type NumberedTrace, type TraceEvent, TraceRing } from './trace.ts';

/** What is known of one device, for the status bar and the technician. */
export type DeviceView = {
  readonly id: string;
  readonly kind: DeviceKind;
  /** A drawer's is its printer's. */
  readonly state: DeviceState;
  readonly reason?: string;
  readonly lifecycle: Lifecycle;
  readonly power: PowerState;
  /** What the device said of itself: vendor, product, serial number, firmware. */
  readonly identity: Readonly<Record<string, string>>;
  /** A printer's last answer on this connection. */
  readonly status?: PrinterStatus;
  readonly lastIn?: TraceEvent;
  readonly lastOut?: TraceEvent;
  /** When it last sent something or did what it was asked, UTC milliseconds. */
  readonly lastSuccessAt?: number;
  readonly lastFailure?: DeviceTrouble;
};

/** When a device last did not do what it should, UTC milliseconds, and what that was. */
export type DeviceTrouble = { readonly at: number; readonly code: string };

type Tile = {
  readonly config: DeviceConfig;
  readonly trace: TraceRing;
  state: DeviceState;
  lifecycle: Lifecycle;
  power: PowerState;
  identity: Readonly<Record<string, string>>;
  lastSuccessAt: number | undefined;
  reason: string | undefined;
  status: PrinterStatus | undefined;
  lastFailure: DeviceTrouble | undefined;
};

/** The devices as their events tell of them. */
export class DeviceBoard {
  #tiles = new Map<string, Tile>();
  #transfers = 0;

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
    if (event.kind === 'trace') tile.trace.add(event, ++this.#transfers);
    if (event.kind === 'trace' && event.direction === 'in') tile.lastSuccessAt = event.at;
    if (event.kind === 'lifecycle') tile.lifecycle = event.lifecycle;
    if (event.kind === 'power') tile.power = event.power;
    if (event.kind === 'identity') tile.identity = { ...tile.identity, ...event.facts };
    if (event.kind === 'printer-status') tile.status = event.status;
    if (event.kind === 'fault') tile.lastFailure = { at, code: event.code };
    if (event.kind !== 'state') return;
    tile.state = event.state;
    tile.reason = event.reason;
    tile.status = undefined;
    if (event.state === 'lost') tile.lastFailure = { at, code: 'device.offline' };
  }

  /** It did what it was asked, or did not. */
  answered(id: string, failure: string | null, at: number): void {
    const tile = this.#tiles.get(id);
    if (!tile) return;
    if (failure === null) tile.lastSuccessAt = at;
    else tile.lastFailure = { at, code: failure };
  }

  /** The device process is gone, and with it every connection. */
  loseAll(reason: string, at: number): void {
    const lost: readonly DeviceEvent[] = [
      { kind: 'state', state: 'lost', reason },
      { kind: 'lifecycle', lifecycle: 'error' },
      { kind: 'power', power: 'unknown' },
    ];
    for (const id of this.#tiles.keys()) for (const event of lost) this.apply(id, event, at);
  }

  views(): DeviceView[] {
    return [...this.#tiles.values()].map((tile) => this.#view(tile));
  }

  trace(id: string): readonly NumberedTrace[] {
    return this.#tiles.get(id)?.trace.entries ?? [];
  }

  #view({ config, trace, ...own }: Tile): DeviceView {
    const wire = this.#tiles.get(printerOf(config) ?? '') ?? own;
    const lastIn = trace.last('in');
    const lastOut = trace.last('out');
    return {
      id: config.id,
      kind: config.kind,
      state: wire.state,
      lifecycle: own.lifecycle === 'busy' ? 'busy' : wire.lifecycle,
      power: wire.power,
      identity: own.identity,
      ...(wire.reason === undefined ? {} : { reason: wire.reason }),
      ...(own.status ? { status: own.status } : {}),
      ...(lastIn ? { lastIn } : {}),
      ...(lastOut ? { lastOut } : {}),
      ...(own.lastSuccessAt === undefined ? {} : { lastSuccessAt: own.lastSuccessAt }),
      ...(own.lastFailure ? { lastFailure: own.lastFailure } : {}),
    };
  }
}

/** The printer whose wire a device shares: its state is the device's too. */
function printerOf(config: DeviceConfig): string | undefined {
  if (config.kind === 'drawer') return config.printer;
  const isThrough = config.kind === 'display' && config.transport.type === 'printer';
  return isThrough ? config.transport.printer : undefined;
}

function newTile(config: DeviceConfig): Tile {
  return {
    config,
    trace: new TraceRing(),
    state: 'closed',
    lifecycle: 'closed',
    power: 'unknown',
    identity: {},
    lastSuccessAt: undefined,
    reason: undefined,
    status: undefined,
    lastFailure: undefined,
  };
}
