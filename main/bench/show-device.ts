import type { DeviceConfig } from '../../drivers/contract.ts';
import type { BenchDevice } from '../contract/bench/snapshot.ts';
import type { DeviceView } from '../devices/board.ts';
import type { Activity } from './activity.ts';
import type { Counters } from './counters.ts';
import type { Health } from './health.ts';

export type DeviceShownParts = {
  readonly activity: Activity;
  readonly counters: Counters;
  readonly health: Health;
};

/** One device's tile. */
export function showDevice(
  config: DeviceConfig,
  view: DeviceView,
  { activity, counters, health }: DeviceShownParts,
): BenchDevice {
  const { id, kind } = config;
  return {
    id,
    kind,
    role: roleOf(config),
    model: modelOf(config),
    path: placeOf(config),
    connection: view.state,
    lifecycle: view.lifecycle,
    power: view.power,
    identity: { ...view.identity },
    lastSuccessAt: view.lastSuccessAt ?? null,
    lastFailure: view.lastFailure ?? null,
    counters: counters.of(id),
    health: health.newest(id),
    running: activity.running(id),
    result: activity.result(id),
  };
}

function roleOf(config: DeviceConfig): string | null {
  if (config.kind === 'scanner') return config.role ?? 'any';
  return config.kind === 'printer' ? (config.role ?? 'receipt') : null;
}

function modelOf(config: DeviceConfig): string | null {
  switch (config.kind) {
    case 'scanner':
      return config.profile?.title ?? null;
    case 'printer':
      return typeof config.profile === 'string' ? config.profile : config.profile.title;
    case 'drawer':
      return null;
    case 'display':
    case 'scale':
    case 'reader':
      return config.protocol;
  }
}

function placeOf(config: DeviceConfig): string {
  if (config.kind === 'drawer') return `${config.printer} · pin ${config.pin}`;
  const { transport } = config;
  switch (transport.type) {
    case 'tcp':
      return `${transport.host}:${transport.port}`;
    case 'cups':
      return transport.queue;
    case 'printer':
      return transport.printer;
    case 'serial': {
      const { path, baudRate, dataBits, parity, stopBits } = transport;
      return `${path} ${baudRate} ${dataBits}${parity.slice(0, 1).toUpperCase()}${stopBits}`;
    }
    case 'character-device':
    case 'hid':
    case 'hid-socket':
      return transport.path;
  }
}
