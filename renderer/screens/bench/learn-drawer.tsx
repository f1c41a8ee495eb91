import type { BenchDevice } from '../../../main/contract/bench/snapshot.ts';
import { act } from '../../state.ts';
import { t } from '../../text.ts';
import { StepRow } from './step-row.tsx';

/** Which level of the sensor means open is told by a person, once in each position. */
export function LearnDrawer({ device }: { readonly device: BenchDevice }) {
  return (
    <>
      {(['closed', 'open'] as const).map((position) => (
        <StepRow
          key={position}
          name={t(`bench.learn.${position}`)}
          explained={t(`bench.learn.${position}.explained`)}
          go={t(`bench.learn.${position}.go`)}
          isDisabled={device.running !== null}
          onTap={() =>
            act('bench.learn-drawer', { deviceId: device.id, isOpen: position === 'open' })
          }
        />
      ))}
    </>
  );
}
