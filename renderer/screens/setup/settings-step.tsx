import type { BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { act } from '../../state.ts';
import { count, failureWords, t, wordFor } from '../../text.ts';
import { baudRates, type Draft, frames, type Line, type Plan } from './plans.ts';

/** How the device speaks: its line, its profile, its protocol. */
export function SettingsStep(props: {
  readonly bench: BenchSnapshot;
  readonly plan: Plan;
  readonly draft: Draft;
  /** The serial line, where it is one. */
  readonly serialPath: string | null;
  readonly line: Line;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const { bench, plan, draft, serialPath, onChange } = props;
  const profiles = profilesOf(bench, plan);
  if (serialPath === null && profiles.length === 0 && plan.protocols.length === 0) return null;
  return (
    <li>
      <h2>{t('bench.setup.how')}</h2>
      {plan.protocols.length > 0 && (
        <Choices
          label={t('bench.setup.protocol')}
          value={draft.protocol}
          options={plan.protocols.map((value) => ({ value, words: t(`bench.protocol.${value}`) }))}
          onChoose={(protocol) => onChange({ protocol })}
        />
      )}
      {serialPath !== null && <SerialLine {...props} serialPath={serialPath} />}
      {profiles.length > 0 && (
        <Choices
          label={t('bench.setup.profile')}
          value={draft.profile ?? ''}
          options={[
            { value: '', words: t('bench.setup.noProfile') },
            ...profiles.map(({ name, title }) => ({ value: name, words: title })),
          ]}
          onChoose={(profile) => onChange({ profile: profile === '' ? null : profile })}
        />
      )}
    </li>
  );
}

function profilesOf(bench: BenchSnapshot, plan: Plan) {
  if (plan.kind === 'printer') return bench.profiles.printers;
  return plan.kind === 'scanner' ? bench.profiles.scanners : [];
}

function SerialLine(props: {
  readonly bench: BenchSnapshot;
  readonly plan: Plan;
  readonly draft: Draft;
  readonly serialPath: string;
  readonly line: Line;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const { serialPath, onChange } = props;
  return (
    <>
      {props.plan.kind === 'scanner' && <AutoBaud bench={props.bench} path={serialPath} />}
      <Choices
        label={t('bench.setup.baud')}
        value={String(props.line.baudRate)}
        options={baudRates.map((rate) => ({ value: String(rate), words: count(rate) }))}
        onChoose={(rate) => onChange({ baudRate: Number(rate) })}
      />
      <Choices
        label={t('bench.setup.frame')}
        value={props.line.frame}
        options={frames.map((value) => ({ value, words: value }))}
        onChoose={(frame) => onChange({ frame })}
      />
    </>
  );
}

/** Tries every speed while somebody scans; the first that gives a readable code is it. */
function AutoBaud({ bench, path }: { readonly bench: BenchSnapshot; readonly path: string }) {
  const heard = bench.autoBaud?.path === path ? bench.autoBaud : null;
  return (
    <>
      <div class="check-line">
        <p class="soft">{t('bench.autoBaud.explained')}</p>
        <Button
          icon="search"
          isDisabled={heard?.isBusy ?? false}
          onTap={() => act('bench.auto-baud', { path })}
        >
          {t('bench.autoBaud.go')}
        </Button>
      </div>
      {heard && (
        <p class="outcome" role="status">
          {autoBaudWords(heard)}
        </p>
      )}
    </>
  );
}

function autoBaudWords(heard: NonNullable<BenchSnapshot['autoBaud']>): string {
  if (heard.isBusy) return t('bench.autoBaud.busy');
  if (heard.baudRate !== null) {
    return t('bench.autoBaud.heard', { rate: count(heard.baudRate), code: heard.code ?? '' });
  }
  if (heard.failure === null) return t('bench.autoBaud.none');
  return `${failureWords(heard.failure).what}${t('sentence.gap')}${wordFor('failure', `${heard.failure}.do`)}`;
}
