/**
 * The application identifiers that a shop meets, from the public list in the GS1 General
 * Specifications, section 3.2: how many digits the identifier has, and what its value may be.
 */
export type Gs1Identifier = {
  /** The digits that the identifier begins with; `31` stands for 310 to 316 with their decimals. */
  readonly begins: string;
  /** Digits of the whole identifier, 2 to 4. */
  readonly digits: 2 | 3 | 4;
  readonly min: number;
  readonly max: number;
  /** `check`: digits that end in a check digit; `date`: YYMMDD, where a day of 00 is the month's end. */
  readonly value: 'digits' | 'check' | 'date' | 'text';
};

type Row = readonly [
  begins: string,
  digits: Gs1Identifier['digits'],
  min: number,
  max: number,
  value: Gs1Identifier['value'],
];

const rows: readonly Row[] = [
  // what it is, and its dates
  ['00', 2, 18, 18, 'check'],
  ['01', 2, 14, 14, 'check'],
  ['02', 2, 14, 14, 'check'],
  ['10', 2, 1, 20, 'text'],
  ['11', 2, 6, 6, 'date'],
  ['12', 2, 6, 6, 'date'],
  ['13', 2, 6, 6, 'date'],
  ['15', 2, 6, 6, 'date'],
  ['16', 2, 6, 6, 'date'],
  ['17', 2, 6, 6, 'date'],
  ['20', 2, 2, 2, 'digits'],
  ['21', 2, 1, 20, 'text'],
  ['22', 2, 1, 20, 'text'],
  ['235', 3, 1, 28, 'text'],
  ['240', 3, 1, 30, 'text'],
  ['241', 3, 1, 30, 'text'],
  ['242', 3, 1, 6, 'digits'],
  ['243', 3, 1, 20, 'text'],
  ['250', 3, 1, 30, 'text'],
  ['251', 3, 1, 30, 'text'],
  ['253', 3, 13, 30, 'text'],
  ['254', 3, 1, 20, 'text'],
  ['255', 3, 13, 25, 'digits'],
  ['30', 2, 1, 8, 'digits'],
  // measures: the last digit of the identifier is the number of decimals
  ['31', 4, 6, 6, 'digits'],
  ['32', 4, 6, 6, 'digits'],
  ['33', 4, 6, 6, 'digits'],
  ['34', 4, 6, 6, 'digits'],
  ['35', 4, 6, 6, 'digits'],
  ['36', 4, 6, 6, 'digits'],
  ['37', 2, 1, 8, 'digits'],
  // amounts
  ['390', 4, 1, 15, 'digits'],
  ['391', 4, 4, 18, 'digits'],
  ['392', 4, 1, 15, 'digits'],
  ['393', 4, 4, 18, 'digits'],
  ['394', 4, 4, 4, 'digits'],
  ['395', 4, 6, 6, 'digits'],
  // orders, places, origin
  ['400', 3, 1, 30, 'text'],
  ['401', 3, 1, 30, 'text'],
  ['402', 3, 17, 17, 'check'],
  ['403', 3, 1, 30, 'text'],
  ['41', 3, 13, 13, 'check'],
  ['420', 3, 1, 20, 'text'],
  ['421', 3, 4, 12, 'text'],
  ['422', 3, 3, 3, 'digits'],
  ['423', 3, 3, 15, 'digits'],
  ['424', 3, 3, 3, 'digits'],
  ['425', 3, 3, 15, 'digits'],
  ['426', 3, 3, 3, 'digits'],
  ['427', 3, 1, 3, 'text'],
  // of single trades
  ['7003', 4, 10, 10, 'digits'],
  ['7006', 4, 6, 6, 'date'],
  ['71', 3, 1, 20, 'text'],
  ['8001', 4, 14, 14, 'digits'],
  ['8003', 4, 14, 30, 'text'],
  ['8004', 4, 1, 30, 'text'],
  ['8005', 4, 6, 6, 'digits'],
  ['8006', 4, 18, 18, 'digits'],
  ['8008', 4, 8, 12, 'digits'],
  ['8018', 4, 18, 18, 'check'],
  ['8020', 4, 1, 25, 'text'],
  ['8110', 4, 1, 70, 'text'],
  ['8200', 4, 1, 70, 'text'],
  ['90', 2, 1, 30, 'text'],
  ['9', 2, 1, 90, 'text'],
];

export const gs1Identifiers: readonly Gs1Identifier[] = rows.map(
  ([begins, digits, min, max, value]) => ({ begins, digits, min, max, value }),
);

/**
 * Length of identifier and value together for those whose length is known beforehand, so that no
 * separator follows them (GS1 General Specifications 7.8.5); by the identifier's first two digits.
 */
export const predefinedLengths: Readonly<Record<string, number>> = {
  '00': 20,
  '01': 16,
  '02': 16,
  '03': 16,
  '04': 18,
  11: 8,
  12: 8,
  13: 8,
  14: 8,
  15: 8,
  16: 8,
  17: 8,
  18: 8,
  19: 8,
  20: 4,
  31: 10,
  32: 10,
  33: 10,
  34: 10,
  35: 10,
  36: 10,
  41: 16,
};
