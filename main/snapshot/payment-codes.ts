/**
 * A customer's payment code is a secret, on a technician's screen too. Wallet codes are runs of 16 to
 * 24 digits, longer than any goods code (payment-facts 1); EMV codes are base64 that begins `hQVDUFY`.
 * All but the last four characters become `*`.
 */
export function hidePaymentCodes(text: string): string {
  return text.replace(
    /\d{15,}|hQVDUFY[A-Za-z0-9+/=]*/g,
    (code) => '*'.repeat(code.length - 4) + code.slice(-4),
  );
}

/** A private key as a scanner reads it: PEM, or the base64 of its DER, whole or by the line of 64. */
const pem =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[A-Za-z0-9+/=\s]*(-----END [A-Z ]*PRIVATE KEY-----)?/g;
const base64Run = /[A-Za-z0-9+/]{48,}={0,2}/g;

/**
 * Of what a scanner reads: payment codes, and keys that are brought in by a scan, of which nothing is
 * left. No goods code is as long and has capitals, small letters and digits in it.
 */
export function hideScannedSecrets(text: string): string {
  const isKeyLike = (run: string): boolean =>
    /[A-Z]/.test(run) && /[a-z]/.test(run) && /[0-9]/.test(run) && !run.startsWith('hQVDUFY');
  const withoutKeys = text
    .replace(pem, (key) => key.replaceAll(/\S/g, '*'))
    .replace(base64Run, (run) => (isKeyLike(run) ? '*'.repeat(run.length) : run));
  return hidePaymentCodes(withoutKeys);
}
