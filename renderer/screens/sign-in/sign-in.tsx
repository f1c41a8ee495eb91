import { useCallback, useEffect, useState } from 'preact/hooks';
import { limits } from '../../../main/contract/limits.ts';
import type { StaffShown, TillSnapshot } from '../../../main/contract/snapshots.ts';
import { ask } from '../../bridge.ts';
import { pinAfter } from '../../parts/approval.tsx';
import { Button } from '../../parts/button.tsx';
import type { Key } from '../../parts/digits.ts';
import { Icon } from '../../parts/icon.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { PinDots } from '../../parts/pin-dots.tsx';
import { act, demo } from '../../state.ts';
import { day, nameOf, t } from '../../text.ts';
import { Stage } from '../frame/stage.tsx';
import './sign-in.css';

/** Choose your name, type your PIN. */
export function SignIn({ till }: { readonly till: TillSnapshot }) {
  const [staff, setStaff] = useState<readonly StaffShown[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  useEffect(() => {
    void ask('staff.list', {}).then((answer) => {
      if (!answer.ok) return;
      setStaff(answer.value);
      if (answer.value.length === 1) setChosen(answer.value[0]?.id ?? null);
    });
  }, []);
  const { badgeStaffId } = till;
  useEffect(() => {
    if (badgeStaffId === null) return;
    setChosen(badgeStaffId);
    setPin('');
  }, [badgeStaffId]);
  const isReady = chosen !== null && pin.length >= limits.pinDigitsMin;
  const onKey = useCallback((key: Key) => setPin((typed) => pinAfter(typed, key)), []);
  const signIn = async () => {
    if (!isReady) return;
    const isIn = await act('access.sign-in', { staffId: chosen, pin });
    if (!isIn) setPin('');
  };
  return (
    <main class="screen">
      <Stage class="sign-in">
        <header>
          <h1>{nameOf(till.store.name)}</h1>
          <p class="soft">{day(till.shift?.businessDay ?? today(till.now, till.store.timeZone))}</p>
        </header>
        <h2>{t('signIn.who')}</h2>
        <div class="people">
          {staff.map((person) => (
            <Person
              key={person.id}
              person={person}
              isChosen={person.id === chosen}
              onChoose={() => {
                setChosen(person.id);
                setPin('');
              }}
            />
          ))}
        </div>
      </Stage>
      <aside class="column" aria-label={t('signIn.pin')}>
        <div class="pin-side">
          <h2>{t('signIn.pin')}</h2>
          <PinDots typed={pin.length} />
          <Keypad corner={null} onKey={onKey} onEnter={signIn} />
        </div>
        <div class="foot">
          <Button class="next" looks="primary" isDisabled={!isReady} onTap={signIn}>
            {t('signIn.go')}
          </Button>
        </div>
      </aside>
    </main>
  );
}

function today(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

function Person(props: {
  readonly person: StaffShown;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { name, role } = props.person;
  const pin = demo.value?.staff.find((known) => known.name === name)?.pin;
  return (
    <button type="button" class="person" aria-pressed={props.isChosen} onClick={props.onChoose}>
      <span class="face">
        <Icon name="staff" size={28} />
      </span>
      <span class="name">{name}</span>
      <span class="soft">{t(`role.${role}`)}</span>
      {pin && <span class="soft demo-pin">{t('signIn.demoPin', { pin })}</span>}
    </button>
  );
}
