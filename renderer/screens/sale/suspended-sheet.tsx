import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose, till } from '../../state.ts';
import { clock, money, t } from '../../text.ts';
import './suspended-sheet.css';

/** Sales that wait; a tap brings one back. */
export function SuspendedSheet() {
  const suspended = till.value?.suspended ?? [];
  return (
    <Sheet title={t('suspended.title')}>
      <ul class="suspended">
        {suspended.map(({ saleId, at, lineCount, totalMinor }) => (
          <li key={saleId}>
            <button type="button" onClick={() => void actAndClose('sale.resume', { saleId })}>
              <time>{clock(at)}</time>
              <span class="soft">{t('basket.lines', { count: lineCount })}</span>
              <strong>{money(totalMinor)}</strong>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
