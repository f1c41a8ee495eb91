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
