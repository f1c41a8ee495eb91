import { useEffect, useState } from 'preact/hooks';
import type { ItemTile } from '../../../main/contract/queries.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { nameOf, t } from '../../text.ts';

/** A barcode of the demo store's goods, a label from its fresh counter, and one that nobody knows. */
const samples = [
  { code: '6901234567892', words: 'demo.scan.goods' },
  { code: '2100001012502', words: 'demo.scan.weighed' },
  { code: '6999999999997', words: 'demo.scan.unknown' },
] as const;

const shelfItems = 3;

const scan = (code: string) => act('demo.scan', { code });

/** The customer's goods, held before the scanner. */
export function Scans() {
  const [shelf, setShelf] = useState<readonly ItemTile[]>([]);
  useEffect(() => {
    const page = { categoryId: null, offset: 0, limit: shelfItems };
    void ask('catalogue.browse', page).then((answer) => {
      if (answer.ok) setShelf(answer.value.items);
    });
  }, []);
  return (
    <section>
      <h3>{t('demo.scan')}</h3>
      <div class="keys">
        {samples.map(({ code, words }) => (
          <Button key={code} onTap={() => scan(code)}>
            {t(words)}
          </Button>
        ))}
        {shelf.map(
          ({ id, code, name }) =>
            code !== null && (
              <Button key={id} onTap={() => scan(code)}>
                {nameOf(name)}
              </Button>
            ),
        )}
      </div>
      <AnyCode />
    </section>
  );
}

function AnyCode() {
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (code !== '') void scan(code);
      }}
    >
      <input
        type="text"
        autocomplete="off"
        aria-label={t('demo.scan.any')}
        placeholder={t('demo.scan.any')}
        value={code}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <Button isDisabled={code === ''} onTap={() => scan(code)}>
        {t('demo.scan.go')}
      </Button>
    </form>
  );
}
