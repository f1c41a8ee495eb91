import type { BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Choices } from '../../parts/choices.tsx';
import { t } from '../../text.ts';
import { nameOfDevice } from '../devices/standing.ts';
import type { Draft } from './plans.ts';

/** The printer that a drawer or a display hangs on. */
export function PrinterChoice(props: {
  readonly bench: BenchSnapshot;
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const printers = props.bench.devices.filter(({ kind }) => kind === 'printer');
  if (printers.length === 0) return <p role="status">{t('bench.way.noPrinter')}</p>;
  return (
    <Choices
      label={t('bench.way.printer.explained')}
      value={props.draft.printerId}
      options={printers.map((printer) => ({
        value: printer.id,
        words: `${nameOfDevice(printer)} · ${printer.id}`,
      }))}
      onChoose={(printerId) => props.onChange({ printerId })}
    />
  );
}
