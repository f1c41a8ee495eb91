import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceCall, DeviceEvent } from '../../drivers/contract.ts';
import type { RecordingLine } from '../../drivers/replay/recording.ts';
import type { BenchSnapshot } from '../contract/bench/snapshot.ts';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import { hideScannedSecrets } from '../snapshot/payment-codes.ts';
import type { BenchParts } from './parts.ts';

/** A recording that nobody ends, ends itself here. */
const recordingBytesMax = 32 * 1024 * 1024;

type Shown = NonNullable<BenchSnapshot['recording']>;

export type Recorder = {
  /** Begins a recording, or ends it and says where it stands; one at a time. */
  record(deviceId: string, isRecording: boolean): Result<void>;
  call(deviceId: string, call: DeviceCall): void;
  event(deviceId: string, event: DeviceEvent): void;
  shown(): BenchSnapshot['recording'];
  close(): void;
};

/**
 * Records one device's session as lines that its driver can be run on again (`drivers/replay`). The
 * device is opened anew, so that a recording begins where a driver does. Payment codes are hidden in
 * transfers and scans alike, their length kept: a replay gives the scans that are written down.
 */
export function createRecorder(parts: BenchParts): Recorder {
  const { settings, resolved, now, changed, report } = parts;
  let shown: Shown | null = null;
  let file: number | null = null;
  let path = '';
  /** The device has been opened anew; what came before belongs to the session before. */
  let hasBegun = false;

  function write(line: RecordingLine): void {
    if (file === null || !shown?.isRunning) return;
    const text = `${JSON.stringify(line)}\n`;
    try {
      writeSync(file, text);
    } catch (error) {
      // A full disk ends the recording, and nothing else.
      report(error);
      stop();
      return;
    }
    shown = { ...shown, bytes: shown.bytes + Buffer.byteLength(text) };
    if (line.kind === 'transfer') shown = { ...shown, transfers: shown.transfers + 1 };
    changed();
    if (shown.bytes > recordingBytesMax) stop();
  }

  function start(deviceId: string): Result<void> {
    if (shown?.isRunning) return refuse('device.busy', `${shown.deviceId} is being recorded`);
    const config = resolved().configs.find(({ id }) => id === wireOf(deviceId));
    if (!config) return refuse('device.not-configured', `there is no device ${deviceId}`);
    const folder = join(parts.dataDir, 'bench', 'recordings');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const at = now();
    path = join(folder, `${config.id}-${stamp(at)}.jsonl`);
    file = openSync(path, 'wx', 0o600);
    hasBegun = false;
    shown = { deviceId: config.id, isRunning: true, transfers: 0, bytes: 0, path: null };
    write({ kind: 'header', version: 1, at, config });
    parts.applyDevices(config.id);
    parts.applyDevices();
    return succeed(undefined);
  }

  function stop(): void {
    if (!shown?.isRunning) return;
    if (file !== null) closeSync(file);
    file = null;
    shown = { ...shown, isRunning: false, path };
    changed();
  }

  /** A drawer's bytes go over its printer's wire. */
  function wireOf(deviceId: string): string {
    const device = settings.devices.find(({ id }) => id === deviceId);
    return device?.kind === 'drawer' ? device.printer : deviceId;
  }

  return {
    record(deviceId, isRecording) {
      if (isRecording) return start(deviceId);
      stop();
      return succeed(undefined);
    },
    call(deviceId, call) {
      if (shown?.deviceId === deviceId && hasBegun) write({ kind: 'call', at: now(), call });
    },
    event(deviceId, event) {
      if (shown?.deviceId !== deviceId) return;
      hasBegun ||= event.kind === 'state' && event.state === 'opening';
      if (hasBegun) write(lineOf(event, now()));
    },
    shown: () => shown,
    close: stop,
  };
}

function lineOf(event: DeviceEvent, at: number): RecordingLine {
  if (event.kind === 'trace') {
    return { kind: 'transfer', at: event.at, direction: event.direction, hex: event.hex };
  }
  if (event.kind !== 'scan') return { kind: 'event', at, event };
  return { kind: 'event', at, event: { ...event, code: hideScannedSecrets(event.code) } };
}

/** `20261123-073055-123`, for a file's name. */
export function stamp(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:Z]/g, '').replace('T', '-').replace('.', '-');
}
