import type { DeviceEvent, DeviceState, Lifecycle, PowerState } from '../contract.ts';

/** What a device's life cycle follows from. */
export type Condition = {
  readonly connection: DeviceState;
  /** Calls that it is working on. */
  readonly callsInProgress: number;
  /** Its last call, or the device by itself, came to a fault, and nothing has gone well since. */
  readonly hasFault: boolean;
  /** Held, but its input is held back. */
  readonly isFrozen: boolean;
  /** Reachable and stopped: a printer with its cover open. */
  readonly isStopped: boolean;
};

export const closedCondition: Condition = {
  connection: 'closed',
  callsInProgress: 0,
  hasFault: false,
  isFrozen: false,
  isStopped: false,
};

/** UnifiedPOS's states; opening a device claims it for us alone. */
export function lifecycleOf(condition: Condition): Lifecycle {
  const { connection } = condition;
  if (connection === 'lost') return 'error';
  if (connection !== 'open') return 'closed';
  if (condition.callsInProgress > 0) return 'busy';
  if (condition.hasFault || condition.isStopped) return 'error';
  return condition.isFrozen ? 'claimed' : 'enabled';
}

export function powerOf({ connection, isStopped }: Condition): PowerState {
  if (connection === 'open') return isStopped ? 'offline' : 'online';
  return connection === 'lost' ? 'off-offline' : 'unknown';
}

/** What an event of the device changes about it. */
export function conditionAfter(condition: Condition, event: DeviceEvent): Condition {
  switch (event.kind) {
    case 'state':
      return { ...condition, connection: event.state, hasFault: false, isStopped: false };
    case 'printer-status':
      return { ...condition, isStopped: !event.status.isOnline, hasFault: false };
    case 'fault':
      return { ...condition, hasFault: true };
    case 'scan':
    case 'card':
      return { ...condition, hasFault: false };
    case 'lifecycle':
    case 'power':
    case 'drawer':
    case 'drawer-left-open':
    case 'count':
    case 'identity':
    case 'trace':
      return condition;
  }
}
