export const statusWords = {
  ok: 0x9000,
  macWrong: 0x9302,
  notEnoughMoney: 0x9401,
  keyUnsupported: 0x9403,
  wrongLength: 0x6700,
  securityNotSatisfied: 0x6982,
  conditionsNotSatisfied: 0x6985,
  functionNotSupported: 0x6a81,
  fileNotFound: 0x6a82,
  recordNotFound: 0x6a83,
  wrongParameters: 0x6a86,
  unknownInstruction: 0x6d00,
  unknownClass: 0x6e00,
} as const;

/** What cards say: payment-facts 10.1 and ISO 7816-4; for messages that developers read. */
const meanings: Readonly<Record<number, string>> = {
  [statusWords.ok]: 'done',
  [statusWords.macWrong]: 'the MAC is wrong',
  [statusWords.notEnoughMoney]: 'not enough money',
  [statusWords.keyUnsupported]: 'the key index is not supported',
  [statusWords.wrongLength]: 'wrong length',
  [statusWords.securityNotSatisfied]: 'security status not satisfied',
  [statusWords.conditionsNotSatisfied]: 'conditions of use not satisfied',
  [statusWords.functionNotSupported]: 'function not supported',
  [statusWords.fileNotFound]: 'file or application not found',
  [statusWords.recordNotFound]: 'record not found',
  [statusWords.wrongParameters]: 'wrong parameters',
  [statusWords.unknownInstruction]: 'unknown instruction',
  [statusWords.unknownClass]: 'unknown class',
};

export function isOk(statusWord: number): boolean {
  return statusWord === statusWords.ok;
}

/** `6A82 (file or application not found)`. */
export function describeStatusWord(statusWord: number): string {
  const hex = statusWord.toString(16).padStart(4, '0').toUpperCase();
  return `${hex} (${meanings[statusWord] ?? 'not in our table'})`;
}
