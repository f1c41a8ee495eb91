import type { PrinterRole } from '../../drivers/contract.ts';

export type RoutablePrinter = {
  readonly id: string;
  readonly role: PrinterRole;
  /** Connected, and it reports nothing that stops it. */
  readonly isReady: boolean;
  /** It did not begin the last paper that it was given. */
  readonly hasRefused: boolean;
};

export type Route = {
  readonly printerId: string;
  /** The role whose printers are off, so that the paper comes out elsewhere and must say so. */
  readonly reroutedFrom: PrinterRole | null;
};

/**
 * Whose printers stand in for whose. A kitchen that cannot print would not cook; a customer's receipt
 * belongs to no kitchen, and neither belongs on labels, nor labels on paper.
 */
const standIns: Readonly<Record<PrinterRole, PrinterRole | null>> = {
  receipt: null,
  kitchen: 'receipt',
  label: null,
};

/**
 * The printer for a paper of a role, in the order of the settings. A paper leaves its own role only
 * for a printer that is ready, and only after its own have refused and are still not ready; so a
 * printer that is just starting keeps its papers. Null when no printer may print it at all.
 */
export function routeOf(role: PrinterRole, printers: readonly RoutablePrinter[]): Route | null {
  const own = printers.filter((printer) => printer.role === role);
  const willing = own.find(({ isReady, hasRefused }) => isReady || !hasRefused);
  if (willing) return { printerId: willing.id, reroutedFrom: null };
  const others = printers.filter((printer) => printer.role === standIns[role]);
  const standIn = others.find(({ isReady }) => isReady);
  if (standIn) return { printerId: standIn.id, reroutedFrom: role };
  const [first] = own;
  if (first) return { printerId: first.id, reroutedFrom: null };
  return others[0] ? { printerId: others[0].id, reroutedFrom: role } : null;
}
