/** What the terminal keeps in its secret store, by name. */
export const secretNames = {
  /** The terminal's Ed25519 key, PKCS #8 PEM: it signs the journal and the requests to the hub. */
  terminalKey: 'terminal-key',
  /** The hub's one-time code, until it has been spent. */
  enrolmentCode: 'enrolment-code',
  /** The merchant's WeChat Pay API key, PKCS #8 PEM. */
  wechatMerchantKey: 'wechat-merchant-key',
} as const;
