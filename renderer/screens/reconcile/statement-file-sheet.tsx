import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { InboxFiles } from '../../parts/inbox-files.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose } from '../../state.ts';
import { t } from '../../text.ts';

/** Reads a statement that somebody downloaded from the provider's console. */
export function StatementFileSheet(props: { readonly accountId: string; readonly day: string }) {
  const { accountId, day } = props;
  const [file, setFile] = useState<string | null>(null);
  return (
    <Sheet
      title={t('reconcile.file')}
      foot={
        <Button
          looks="primary"
          isDisabled={file === null}
          onTap={() => file !== null && actAndClose('reconcile.import', { accountId, day, file })}
        >
          {t('keyFile.go')}
        </Button>
      }
    >
      <p>{t('reconcile.file.explained')}</p>
      <InboxFiles value={file} onChoose={setFile} />
    </Sheet>
  );
}
