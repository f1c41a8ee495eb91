import type { BenchDevice, BenchSnapshot } from '../../../../main/contract/bench/snapshot.ts';
import { Button } from '../../../parts/button.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { act } from '../../../state.ts';
import { bytes, t } from '../../../text.ts';

/** Writes the wire to a file, because a till has nowhere to download to; shows where it is. */
export function Recording(props: { readonly bench: BenchSnapshot; readonly device: BenchDevice }) {
  const { id: deviceId } = props.device;
  const recording = props.bench.recording?.deviceId === deviceId ? props.bench.recording : null;
  const isRunning = recording?.isRunning ?? false;
  return (
    <>
      <Button
        icon={isRunning ? 'stop' : 'record'}
        isPressed={isRunning}
        onTap={() => act('bench.record', { deviceId, isRecording: !isRunning })}
      >
        {t(isRunning ? 'bench.record.stop' : 'bench.record.start')}
      </Button>
      {recording && (
        <div class="recording" role="status">
          <p>
            {t(isRunning ? 'bench.record.running' : 'bench.record.written', {
              transfers: recording.transfers,
              size: bytes(recording.bytes),
            })}
          </p>
          {recording.path !== null && <RecordingPath path={recording.path} />}
        </div>
      )}
    </>
  );
}

function RecordingPath({ path }: { readonly path: string }) {
  return (
    <div class="whole-code">
      <p class="path mono">{path}</p>
      <CopyButton label={t('bench.path')} text={() => path} />
    </div>
  );
}
