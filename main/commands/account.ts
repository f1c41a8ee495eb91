import { approve } from './approval.ts';
import { done, type Handlers } from './context.ts';

/** Provider accounts; what is done about them is done inside the command, or caused after it. */
export const accountCommands: Handlers<
  | 'account.take-key'
  | 'account.listen-key'
  | 'account.test'
  | 'account.switch-merchant'
  | 'account.set-offered'
> = {
  'account.take-key': (context, input) => {
    const taken = context.accounts.takeKey(input, actorOf(context));
    if (taken.ok) context.afterCommit(taken.value);
    return taken.ok ? done : taken;
  },
  'account.listen-key': (context, input) => context.accounts.listenKey(input),
  'account.test': (context, { accountId }) => {
    context.afterCommit(() => {
      const started = context.accounts.test(accountId);
      if (started.ok) return;
      context.sound('refused');
      context.notify({ kind: 'refused', code: started.error.code, action: null });
    });
    return done;
  },
  'account.switch-merchant': (context, { merchantId, approval }) => {
    const approved = approve(context, approval, `merchant ${merchantId}`);
    if (!approved.ok) return approved;
    return context.accounts.switchMerchant(merchantId, approved.value.id);
  },
  'account.set-offered': (context, input) => context.accounts.setOffered(input, actorOf(context)),
};

function actorOf({ staff }: { readonly staff: { readonly id: string } | null }): string {
  return staff?.id ?? 'terminal';
}
