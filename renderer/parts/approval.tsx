import { useCallback, useEffect, useState } from 'preact/hooks';
import type { CommandInput } from '../../main/contract/commands.ts';
import { limits } from '../../main/contract/limits.ts';
import type { StaffShown } from '../../main/contract/snapshots.ts';
import { ask } from '../bridge.ts';
import { t } from '../text.ts';
import { Choices } from './choices.tsx';
import type { Key } from './digits.ts';
import { Keypad } from './keypad.tsx';
import { PinDots } from './pin-dots.tsx';
import './approval.css';

export type ApprovalGiven = CommandInput<'sale.override-price'>['approval'];

/**
 * Who says yes, with the PIN and the reason. Hands up null while anything is missing. A single reason
 * was chosen before and is not asked for again.
 */
export function Approval(props: {
  readonly reasons: readonly string[];
  readonly onChange: (approval: ApprovalGiven | null) => void;
}) {
  const { onChange, reasons } = props;
  const [managers, setManagers] = useState<readonly StaffShown[]>([]);
  const [staffId, setStaffId] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(
    reasons.length === 1 ? (reasons[0] ?? null) : null,
  );
  const [pin, setPin] = useState('');
  useEffect(() => {
    void ask('staff.list', {}).then((answer) => {
      if (answer.ok) setManagers(answer.value.filter(({ role }) => role === 'manager'));
    });
  }, []);
  useEffect(() => {
    const isWhole = staffId !== null && reason !== null && pin.length >= limits.pinDigitsMin;
    onChange(isWhole ? { staffId, reason, pin } : null);
  }, [staffId, reason, pin, onChange]);
  const onKey = useCallback((key: Key) => setPin((typed) => pinAfter(typed, key)), []);
  return (
    <div class="approval">
      <div>
        {reasons.length > 1 && (
          <Choices
            label={t('reason.label')}
            value={reason}
            options={reasons.map((words) => ({ value: words, words }))}
            onChoose={setReason}
          />
        )}
        <Choices
          label={t('approval.who')}
          value={staffId}
          options={managers.map(({ id, name }) => ({ value: id, words: name }))}
          onChoose={setStaffId}
        />
      </div>
      <div>
        <PinDots typed={pin.length} />
        <Keypad corner={null} onKey={onKey} />
      </div>
    </div>
  );
}

/** The PIN after a key; longer than any PIN changes nothing. */
export function pinAfter(typed: string, key: Key): string {
  if (key === 'erase') return typed.slice(0, -1);
  if (key === '.' || key === '00' || typed.length >= limits.pinDigitsMax) return typed;
  return typed + key;
}
