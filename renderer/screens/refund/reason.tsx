import { useState } from 'preact/hooks';
import { Choices } from '../../parts/choices.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { t } from '../../text.ts';

const presets = ['unwanted', 'faulty', 'wrong', 'overcharged', 'other'] as const;
type Preset = (typeof presets)[number];

const reasonMaximum = 60;

type ReasonTyped = {
  readonly preset: Preset | null;
  readonly other: string;
  readonly choose: (preset: Preset) => void;
  readonly type: (words: string) => void;
  /** As it goes into the journal; null while there is none. */
  readonly words: string | null;
};

/** Why the money goes back: one of the usual reasons, or words of one's own. */
export function useReason(): ReasonTyped {
  const [preset, choose] = useState<Preset | null>(null);
  const [other, type] = useState('');
  const own = other.trim() === '' ? null : other.trim();
  const usual = preset === null || preset === 'other' ? null : t(`refund.reason.${preset}`);
  return { preset, other, choose, type, words: preset === 'other' ? own : usual };
}

export function Reason({ reason }: { readonly reason: ReasonTyped }) {
  return (
    <div class="reason">
      <Choices
        label={t('reason.label')}
        value={reason.preset}
        options={presets.map((value) => ({ value, words: t(`refund.reason.${value}`) }))}
        onChoose={reason.choose}
      />
      {reason.preset === 'other' && (
        <TextField
          label={t('refund.reason.typed')}
          value={reason.other}
          maxLength={reasonMaximum}
          onChange={reason.type}
        />
      )}
    </div>
  );
}
