import { useState } from 'preact/hooks';
import type { CommandInput } from '../../../main/contract/commands.ts';
import { Button } from '../../parts/button.tsx';
import { InboxFiles } from '../../parts/inbox-files.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose } from '../../state.ts';
import { t } from '../../text.ts';

type Key = CommandInput<'account.take-key'>['key'];

/** Brings a key in from a file that somebody put into the inbox, or has on a stick. */
export function KeyFileSheet(props: { readonly accountId: string; readonly keyName: Key }) {
  const { accountId, keyName: key } = props;
  const [file, setFile] = useState<string | null>(null);
  return (
    <Sheet
      title={t('keyFile.title', { key: t(`accountKey.${key}`) })}
      foot={
        <Button
          looks="primary"
          isDisabled={file === null}
          onTap={() => file !== null && actAndClose('account.take-key', { accountId, key, file })}
        >
          {t('keyFile.go')}
        </Button>
      }
    >
      <p>{t('keyFile.explained')}</p>
      {key === 'merchant-key' && <p class="soft">{t('keyFile.removed')}</p>}
      <InboxFiles value={file} onChoose={setFile} />
    </Sheet>
  );
}
