import { useCallback, useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import type { Key } from '../../parts/digits.ts';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose } from '../../state.ts';
import { t } from '../../text.ts';

/** Payment codes are 16 to 24 digits; the shortest that is worth sending, and the longest taken. */
const shortest = 16;
const longest = 24;

/** The digits under the customer's code, for when it cannot be scanned. */
export function TypeCodeSheet() {
  const [typed, setTyped] = useState('');
  const onKey = useCallback(
    (key: Key) =>
      setTyped((text) => {
        if (key === 'erase') return text.slice(0, -1);
        return key === '.' || text.length + key.length > longest ? text : text + key;
      }),
    [],
  );
  return (
    <Sheet title={t('typeCode.title')}>
      <p class="soft">{t('typeCode.explained')}</p>
      <Readout
        name={t('typeCode.code')}
        value={typed === '' ? '0000 0000 …' : typed.replace(/(.{4})(?=.)/g, '$1 ')}
        isEmpty={typed === ''}
      />
      <Keypad corner="00" onKey={onKey} />
      <Button
        class="wide-next"
        looks="primary"
        isDisabled={typed.length < shortest}
        onTap={() => actAndClose('pay.code', { code: typed })}
      >
        {t('typeCode.go')}
      </Button>
    </Sheet>
  );
}
