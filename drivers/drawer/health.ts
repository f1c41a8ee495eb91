import { setTimeout as pause } from 'node:timers/promises';
import type { DrawerConfig, HealthCode, HealthLevel, HealthOutcome } from '../contract.ts';
import type { PrinterPort } from '../device.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';

/**
 * `internal` and `external` read the drawer's switch; `interactive` opens the drawer and waits until
 * the switch moves, by itself or because a person pulls or pushes the drawer.
 */
export async function checkDrawer(
  config: DrawerConfig,
  port: PrinterPort,
  level: HealthLevel,
  timeoutMs: number,
): Promise<HealthOutcome> {
  const facts: Record<string, string | number> = { printer: config.printer, pin: config.pin };
  try {
    const found = level === 'interactive' ? await openIt(config, port, timeoutMs) : 'healthy';
    const now = await port.drawerLevel();
    if (now !== undefined) facts.level = now;
    const code: HealthCode = now === undefined ? 'drawer-level-unknown' : found;
    return { level, isHealthy: code !== 'drawer-stuck', codes: [code], facts };
  } catch (cause) {
    if (!(cause instanceof DeviceError)) throw cause;
    return { level, isHealthy: false, codes: [codeOf(cause)], facts };
  }
}

async function openIt(
  { pin, openLevel }: DrawerConfig,
  port: PrinterPort,
  timeoutMs: number,
): Promise<HealthCode> {
  const deadline = performance.now() + timeoutMs;
  const { levelBefore, hasMoved } = await port.kickDrawer(pin);
  if (levelBefore === undefined) return 'drawer-level-unknown';
  if (hasMoved === true && levelBefore !== openLevel) return 'drawer-opened';
  while (performance.now() < deadline) {
    const level = await port.drawerLevel();
    if (level !== levelBefore) return 'drawer-opened';
    await pause(driverLimits.drawerPollMs);
  }
  return 'drawer-stuck';
}

function codeOf({ code }: DeviceError): HealthCode {
  if (code === 'device.timeout') return 'no-answer';
  return code === 'device.offline' || code === 'device.interrupted' ? 'not-connected' : 'error';
}
