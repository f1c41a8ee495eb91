import { TextField } from '../../parts/text-field.tsx';
import { t } from '../../text.ts';
import type { Draft } from './plans.ts';

type Fields = {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
};

/** As long as a host's name may be (RFC 1035), cut to what settings take. */
const hostCharacters = 200;
const portDigits = 5;

export function NetworkFields({ draft, onChange }: Fields) {
  return (
    <>
      <p class="soft">{t('bench.way.network.explained')}</p>
      <div class="fields">
        <TextField
          label={t('bench.way.host')}
          hasLabel
          value={draft.host}
          maxLength={hostCharacters}
          onChange={(host) => onChange({ host: host.trim() })}
        />
        <TextField
          label={t('bench.way.port')}
          hasLabel
          value={draft.port}
          maxLength={portDigits}
          onChange={(port) => onChange({ port: port.replaceAll(/\D/g, '') })}
        />
      </div>
    </>
  );
}

export function QueueField({ draft, onChange }: Fields) {
  return (
    <>
      <p class="soft">{t('bench.way.queue.explained')}</p>
      <TextField
        label={t('bench.way.queue')}
        hasLabel
        value={draft.queue}
        maxLength={hostCharacters}
        onChange={(queue) => onChange({ queue: queue.trim() })}
      />
    </>
  );
}
