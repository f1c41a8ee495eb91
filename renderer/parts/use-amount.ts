import { useCallback, useState } from 'preact/hooks';
import { limits } from '../../main/contract/limits.ts';
import { currencyDecimals, currencySymbol } from '../format.ts';
import { locale } from '../text.ts';
import { fromSteps, type Key, press as pressed, toSteps } from './digits.ts';

export type Amount = {
  readonly minor: number;
  readonly isEmpty: boolean;
  /** As typed, with the currency's sign. */
  readonly shown: string;
  readonly corner: '.' | '00';
  readonly press: (key: Key) => void;
  readonly set: (minor: number) => void;
  readonly clear: () => void;
};

/** An amount of money that is being typed, in minor units of the store's currency. */
export function useAmount(initialMinor: number | null = null): Amount {
  const decimals = currencyDecimals(locale.value);
  const [typed, setTyped] = useState(
    initialMinor === null ? '' : fromSteps(initialMinor, decimals),
  );
  const press = useCallback(
    (key: Key) => setTyped((text) => pressed(text, key, { decimals, maximum: limits.priceMinor })),
    [decimals],
  );
  return {
    minor: toSteps(typed, decimals),
    isEmpty: typed === '',
    shown: `${currencySymbol(locale.value)}${typed}`,
    corner: decimals === 0 ? '00' : '.',
    press,
    set: (minor) => setTyped(fromSteps(minor, decimals)),
    clear: () => setTyped(''),
  };
}
