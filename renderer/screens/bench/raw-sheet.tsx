import { useLayoutEffect, useState } from 'preact/hooks';
import { Approval, type ApprovalGiven } from '../../parts/approval.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose } from '../../state.ts';
import { t } from '../../text.ts';
import { inPairs } from './cards.tsx';
import './raw-sheet.css';

/** As many as one command takes. */
const bytesMax = 512;
const digits = Array.from('0123456789abcdef');

/** Bytes by hand, straight to the device: with a name under it, and kept in the journal. */
export function RawSheet({ deviceId }: { readonly deviceId: string }) {
  const [hex, setHex] = useState('');
  const [isTyped, setTyped] = useState(false);
  const [approval, setApproval] = useState<ApprovalGiven | null>(null);
  const isWhole = hex.length >= 2 && hex.length % 2 === 0;
  return (
    <Sheet
      title={t('bench.raw')}
      foot={
        !isTyped ? (
          <Button key="next" looks="primary" isDisabled={!isWhole} onTap={() => setTyped(true)}>
            {t('bench.raw.next')}
          </Button>
        ) : (
          <Button
            key="send"
            looks="primary"
            isGuarded
            isDisabled={approval === null}
            onTap={() => approval && actAndClose('bench.send-raw', { deviceId, hex, approval })}
          >
            {t('bench.raw.send', { count: hex.length / 2 })}
          </Button>
        )
      }
    >
      <p>{t('bench.raw.explained')}</p>
      <output class="raw-bytes mono" aria-label={t('bench.raw.bytes')}>
        {hex === '' ? <span class="soft">{t('bench.raw.hint')}</span> : inPairs(hex)}
      </output>
      {!isTyped ? (
        <HexKeys onEdit={setHex} />
      ) : (
        <Approval
          reasons={[t('bench.raw.reason.fault'), t('bench.raw.reason.manual')]}
          onChange={setApproval}
        />
      )}
    </Sheet>
  );
}

function HexKeys(props: { readonly onEdit: (edit: (hex: string) => string) => void }) {
  const { onEdit } = props;
  useLayoutEffect(() => {
    const typed = ({ key }: KeyboardEvent) => {
      if (/^[0-9a-f]$/i.test(key)) onEdit(append(key.toLowerCase()));
      else if (key === 'Backspace') onEdit(erase);
    };
    window.addEventListener('keydown', typed);
    return () => window.removeEventListener('keydown', typed);
  }, [onEdit]);
  return (
    <fieldset class="hex-keys" aria-label={t('bench.raw.keys')}>
      {digits.map((digit) => (
        <button key={digit} type="button" class="mono" onClick={() => onEdit(append(digit))}>
          {digit.toUpperCase()}
        </button>
      ))}
      <button type="button" aria-label={t('keypad.erase')} onClick={() => onEdit(erase)}>
        <Icon name="erase" />
      </button>
      <button type="button" aria-label={t('bench.raw.clear')} onClick={() => onEdit(() => '')}>
        <Icon name="remove" />
      </button>
    </fieldset>
  );
}

const append = (digit: string) => (hex: string) => (hex.length < bytesMax * 2 ? hex + digit : hex);

const erase = (hex: string) => hex.slice(0, -1);
