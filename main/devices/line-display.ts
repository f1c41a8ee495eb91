import type { CustomerSnapshot } from '../contract/snapshots.ts';
import { type TextKey, texts } from '../contract/text/index.ts';
import type { Language } from '../contract/values.ts';
import { type DisplayVoice, displayLines } from '../domain/line-display.ts';
import type { DeviceSettings } from '../store/device-settings.ts';
import type { Devices } from './devices.ts';

type Display = Extract<DeviceSettings, { kind: 'display' }>;

export type LineDisplayParts = {
  readonly settings: { readonly devices: readonly DeviceSettings[] };
  readonly devices: Pick<Devices, 'call' | 'state'>;
};

/**
 * Keeps the customer's line displays in step with the customer's window. Nothing waits for them: a
 * display that is off is told again by its driver when it is back, and a device process that died by
 * the next snapshot after its return.
 */
export function createLineDisplay({ settings, devices }: LineDisplayParts) {
  /** By display, the text that it was told last, and by which process of which setting. */
  const told = new Map<string, string>();
  return {
    /** @returns the snapshot, so that it can stand where one is made. */
    follow(customer: CustomerSnapshot): CustomerSnapshot {
      for (const device of settings.devices) {
        if (device.kind === 'display') show(device, customer);
      }
      return customer;
    },
  };

  function show(display: Display, customer: CustomerSnapshot): void {
    const { isProcessUp, pid } = devices.state();
    if (!isProcessUp) return;
    const lines = displayLines(forDisplay(customer), voiceOf(display, customer.language));
    const text = JSON.stringify([lines, pid, display]);
    if (told.get(display.id) === text) return;
    told.set(display.id, text);
    // A failure is on the device's own card, and its driver keeps the text.
    void devices.call(display.id, 'show', { lines });
  }
}

/** Two lines of text have no room for a code: beside it they say the amount and to wait. */
function forDisplay(customer: CustomerSnapshot) {
  const { phase } = customer;
  return { ...customer, phase: phase === 'show' ? ('waiting' as const) : phase };
}

const asciiOnly = /^[ -~]*$/;

/** A display with ASCII alone speaks English, and calls an item without an English name nothing. */
function voiceOf({ charset }: Pick<Display, 'charset'>, language: Language): DisplayVoice {
  const spoken = charset === 'ascii' ? 'en' : language;
  return {
    word: (key) => texts[spoken][`display.${key}` satisfies TextKey],
    name: (name) => {
      const shown = name[spoken] ?? name['zh-CN'];
      return charset === 'gb18030' || asciiOnly.test(shown) ? shown : '';
    },
  };
}
