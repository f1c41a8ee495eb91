import type { DataObject } from './tlv.ts';

/** Whose primitive account numbers stand in 02 to 16 (payment-facts 5.1). */
export type CardNetwork =
  | 'visa'
  | 'mastercard'
  | 'discover'
  | 'american-express'
  | 'jcb'
  | 'unionpay';

/** A template that names its owner by a globally unique identifier. */
export type Template = {
  readonly id: string;
  readonly guid: string;
  /** All but 00. */
  readonly fields: readonly DataObject[];
};

export type MerchantAccount =
  | {
      readonly kind: 'number';
      readonly id: string;
      /** Null for the ids that EMVCo keeps for itself. */
      readonly network: CardNetwork | null;
      readonly value: string;
    }
  | ({ readonly kind: 'template' } & Template);

export type Tip =
  | { readonly kind: 'ask' }
  | { readonly kind: 'fixed'; readonly fee: string }
  | { readonly kind: 'percentage'; readonly percentage: string };

/** Template 62. `***` as a value asks the customer's app for it. */
export type AdditionalData = {
  readonly billNumber?: string;
  readonly mobileNumber?: string;
  readonly storeLabel?: string;
  readonly loyaltyNumber?: string;
  readonly referenceLabel?: string;
  readonly customerLabel?: string;
  readonly terminalLabel?: string;
  readonly purpose?: string;
  /** What of the customer the app should tell: some of A (address), M (mobile number), E (e-mail). */
  readonly customerRequest?: string;
  /** 10 to 99, as they are. */
  readonly others: readonly DataObject[];
};

/** Template 64: the merchant in another language. */
export type LocalName = {
  readonly language: string;
  readonly name: string;
  readonly city: string | null;
};

/** What a merchant-presented code says, without its own objects. */
export type MerchantParts = {
  /** `01`, or what a national scheme writes in its place. */
  readonly format: string;
  readonly initiation: 'static' | 'dynamic' | null;
  readonly accounts: readonly MerchantAccount[];
  /** Null only where a national scheme leaves it out. */
  readonly categoryCode: string | null;
  /** ISO 4217 number, such as `156`. */
  readonly currency: string;
  /** As it stands: `98.73`, `98.`. Minor units: `amountMinorOf`. */
  readonly amount: string | null;
  readonly tip: Tip | null;
  readonly country: string;
  /** Null only where a national scheme leaves it out. */
  readonly name: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly additional: AdditionalData;
  readonly localName: LocalName | null;
  /** 65 to 79, and of 80 to 99 what is no template, as they are. */
  readonly reserved: readonly DataObject[];
  /** 80 to 99. */
  readonly unreserved: readonly Template[];
};

export type MerchantCode = MerchantParts & {
  /** As they stood in the code, in their order, without 63. */
  readonly objects: readonly DataObject[];
};
