import type { BenchDevice } from '../../../main/contract/bench/snapshot.ts';
import { t } from '../../text.ts';
import { type Health, Mark } from '../frame/mark.tsx';
import { connectionMarks, lifecycleMarks, powerMarks } from './standing.ts';

/** A shape and its word. */
export function Sign(props: { readonly health: Health; readonly words: string }) {
  return (
    <span class={`sign ${props.health}`}>
      <Mark health={props.health} />
      <span>{props.words}</span>
    </span>
  );
}

/**
 * Wire, life cycle and power: three questions that have different answers when something is wrong.
 * A drawer has no life of its own beside its printer's.
 */
export function StateMarks({ device }: { readonly device: BenchDevice }) {
  const { connection, lifecycle, power, running } = device;
  return (
    <p class="signs">
      <Sign health={connectionMarks[connection]} words={t(`device.state.${connection}`)} />
      {!(lifecycle === 'closed' && connection === 'open') && (
        <Sign health={lifecycleMarks[lifecycle]} words={t(`bench.lifecycle.${lifecycle}`)} />
      )}
      <Sign health={powerMarks[power]} words={t(`bench.power.${power}`)} />
      {running && <Sign health="ready" words={t('bench.running')} />}
    </p>
  );
}
