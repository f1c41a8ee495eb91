import { useState } from 'preact/hooks';
import { Approval, type ApprovalGiven } from '../../parts/approval.tsx';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose } from '../../state.ts';
import { t } from '../../text.ts';

type Leaving = 'terminal.sign-out' | 'terminal.reset';

const words = {
  'terminal.sign-out': { go: 'terminal.signOut', explained: 'terminal.signOut.explained' },
  'terminal.reset': { go: 'terminal.reset', explained: 'terminal.reset.explained' },
} as const;

/** Takes the terminal out of service; refused by main while anything is unsent. */
export function TerminalSheet({ command }: { readonly command: Leaving }) {
  const [approval, setApproval] = useState<ApprovalGiven | null>(null);
  const { go, explained } = words[command];
  return (
    <Sheet
      title={t(go)}
      foot={
        <Button
          looks="danger"
          isDisabled={approval === null}
          onTap={() => approval && actAndClose(command, { approval })}
        >
          {t(go)}
        </Button>
      }
    >
      <p>{t(explained)}</p>
      <Approval
        reasons={[t('terminal.reason.move'), t('terminal.reason.repair')]}
        onChange={setApproval}
      />
    </Sheet>
  );
}
