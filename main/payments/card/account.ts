/** A certified bank card terminal on the counter's own network. It alone sees cards. */
export type CardAccount = {
  /** The account's id in the settings. */
  readonly accountId: string;
  readonly host: string;
  readonly port: number;
  /** The terminal's number at the bank (nexo POIID). */
  readonly terminalNumber: string;
  /** This till's number (nexo SaleID). */
  readonly saleId: string;
  readonly currency: string;
};

/** Where a terminal is reached: `tcp://host:port`. */
export function cardOrigin({ host, port }: Pick<CardAccount, 'host' | 'port'>): string {
  return `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
