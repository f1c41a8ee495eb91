import { useState } from 'preact/hooks';
import { bytes, dayAndClock, t } from '../text.ts';
import { Button } from './button.tsx';
import { useAnswer } from './use-answer.ts';
import './inbox-files.css';

/** The files that somebody brought to the terminal, one of them to be chosen. */
export function InboxFiles(props: {
  readonly value: string | null;
  readonly onChoose: (file: string) => void;
}) {
  const [looks, setLooks] = useState(0);
  const files = useAnswer('inbox.list', {}, looks);
  return (
    <section class="inbox" aria-label={t('inbox.files')}>
      {files === null && <p role="status">{t('inbox.loading')}</p>}
      {files?.length === 0 && <p>{t('inbox.none')}</p>}
      <ul>
        {files?.map(({ file, bytes: size, changedAt }) => (
          <li key={file}>
            <button
              type="button"
              aria-pressed={file === props.value}
              onClick={() => props.onChoose(file)}
            >
              <strong class="mono">{file}</strong>
              <span class="soft">{bytes(size)}</span>
              <time class="soft">{dayAndClock(changedAt)}</time>
            </button>
          </li>
        ))}
      </ul>
      <Button icon="search" onTap={() => setLooks(looks + 1)}>
        {t('inbox.again')}
      </Button>
    </section>
  );
}
