/** What comes of one signed call to a provider that answers in JSON, its signature judged already. */
export type SignedReply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      /** A provider's errors may come without a signature; its successes never do. */
      readonly isSigned: boolean;
      /** Parsed JSON, or undefined when the body is empty or no JSON. */
      readonly body: unknown;
    }
  | { readonly kind: 'forged' }
  | { readonly kind: 'not-sent'; readonly detail: string }
  | { readonly kind: 'no-answer'; readonly detail: string };

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
