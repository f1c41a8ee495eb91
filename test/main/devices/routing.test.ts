import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PrinterRole } from '../../../drivers/contract.ts';
import { type RoutablePrinter, routeOf } from '../../../main/devices/routing.ts';

const roles: readonly PrinterRole[] = ['receipt', 'kitchen', 'label'];

const printer = (id: string, role: PrinterRole, state: 'ready' | 'starting' | 'off' = 'ready') => ({
  id,
  role,
  isReady: state === 'ready',
  hasRefused: state === 'off',
});

describe('a paper goes to', () => {
  it.each<[string, PrinterRole, RoutablePrinter[], string | null, PrinterRole | null]>([
    ['the printer of its role', 'receipt', [printer('a', 'receipt')], 'a', null],
    [
      'the second printer of its role when the first is off',
      'receipt',
      [printer('a', 'receipt', 'off'), printer('b', 'receipt')],
      'b',
      null,
    ],
    [
      'its own printer while that is only starting',
      'kitchen',
      [printer('r', 'receipt'), printer('k', 'kitchen', 'starting')],
      'k',
      null,
    ],
    [
      'the receipt printer, marked, when the kitchen printer is off',
      'kitchen',
      [printer('r', 'receipt'), printer('k', 'kitchen', 'off')],
      'r',
      'kitchen',
    ],
    [
      'its own printer, to wait there, when all are off',
      'kitchen',
      [printer('r', 'receipt', 'off'), printer('k', 'kitchen', 'off')],
      'k',
      null,
    ],
    [
      'the receipt printer, marked, when the kitchen has none',
      'kitchen',
      [printer('r', 'receipt', 'off')],
      'r',
      'kitchen',
    ],
    ['nothing when only labels can be printed', 'receipt', [printer('l', 'label')], null, null],
    ['nothing when only the kitchen prints', 'receipt', [printer('k', 'kitchen')], null, null],
    ['nothing when no labels can be printed', 'label', [printer('r', 'receipt')], null, null],
    ['nothing where nothing is set up', 'receipt', [], null, null],
  ])('%s', (_, role, printers, printerId, reroutedFrom) => {
    const route = routeOf(role, printers);
    expect(route).toEqual(printerId === null ? null : { printerId, reroutedFrom });
  });

  it('its own role or, from the kitchen alone, to a receipt printer; and says so', () => {
    const anyPrinter = fc.record({
      id: fc.uuid(),
      role: fc.constantFrom(...roles),
      isReady: fc.boolean(),
      hasRefused: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.constantFrom(...roles), fc.array(anyPrinter), (role, printers) => {
        const route = routeOf(role, printers);
        const chosen = printers.find(({ id }) => id === route?.printerId);
        const own = printers.filter((one) => one.role === role);
        if (!route) {
          expect(own).toEqual([]);
          return;
        }
        if (chosen?.role === role) expect(route.reroutedFrom).toBeNull();
        else {
          expect([role, chosen?.role, route.reroutedFrom]).toEqual(['kitchen', 'receipt', role]);
          expect(own.every(({ isReady, hasRefused }) => !isReady && hasRefused)).toBe(true);
        }
      }),
    );
  });
});
