import type { CommandInput } from '../contract/commands.ts';
import type { Result } from '../contract/failure.ts';
import type { PayWay, WalletId } from '../contract/payments/names.ts';
import type { CodeAsked } from '../contract/payments/snapshot.ts';

/** What a scanned code is to pay, by whose wallet: it is charged for this and for nothing else. */
export type CodeQuestion = {
  readonly saleId: string;
  readonly kind: CodeAsked['kind'];
  readonly amountMinor: number;
  readonly wallets: readonly WalletId[];
};

/** Scanned payment codes that wait for an answer. They are secrets: in memory alone, and not for long. */
export type CodeAsks = {
  ask(question: CodeQuestion & { readonly code: string }): void;
  /** The code of this question, which is thereby answered; null when it is gone, or about another sale. */
  take(askId: string): { readonly code: string; readonly wallets: readonly WalletId[] } | null;
  shown(): CodeAsked | null;
  forget(): void;
};

/** Which account takes what, among those that are offered for the merchant who is paid. */
export type PayingRoutes = {
  /** The account that charges this owner's codes; null when none does. */
  accountFor(owner: WalletId | 'emv'): string | null;
  /** Whether an account that is offered, of the merchant who is paid, takes money by this way. */
  takes(way: PayWay, accountId: string): boolean;
  /** Whose codes can be charged at all. */
  wallets(): WalletId[];
};

/** Questions to providers by the customer's number; the answer stands on the desk. */
export type Desk = {
  /** @returns what asks the provider, to be called when the question is in the journal. */
  lookUp(question: CommandInput<'desk.look-up'>, actor: string): Result<() => void>;
};

/** Comparing with statements: started here, read row by row beside the sale. */
export type Reconciling = {
  fetch(input: CommandInput<'reconcile.fetch'>, actor: string): Result<void>;
  import(input: CommandInput<'reconcile.import'>, actor: string): Result<void>;
};

/** Provider accounts and their keys. */
export type Accounts = {
  /** Journals the key. @returns what puts it to use, to be called when that is on the disk. */
  takeKey(input: CommandInput<'account.take-key'>, actor: string): Result<() => void>;
  listenKey(input: CommandInput<'account.listen-key'>): Result<void>;
  test(accountId: string): Result<void>;
  switchMerchant(merchantId: string, actor: string): Result<void>;
  setOffered(input: CommandInput<'account.set-offered'>, actor: string): Result<void>;
};
