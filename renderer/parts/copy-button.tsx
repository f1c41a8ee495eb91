import { useEffect, useState } from 'preact/hooks';
import { copyText } from '../clipboard.ts';
import { t } from '../text.ts';
import { Button } from './button.tsx';

/** How long the button says that it has copied. */
const saidMs = 2_000;

/** Copies what `text` gives at the tap, and says whether it did. */
export function CopyButton(props: {
  readonly text: () => string;
  /** What is copied, for a screen reader. */
  readonly label: string;
  readonly isDisabled?: boolean;
}) {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = window.setTimeout(() => setState('ready'), saidMs);
    return () => window.clearTimeout(timer);
  }, [state]);
  const copy = async () => setState((await copyText(props.text())) ? 'copied' : 'failed');
  return (
    <Button
      class="copy"
      icon={state === 'copied' ? 'check' : 'copy'}
      label={`${t(`bench.copy.${state}`)}: ${props.label}`}
      isDisabled={props.isDisabled ?? false}
      onTap={copy}
    >
      {t(`bench.copy.${state}`)}
    </Button>
  );
}
