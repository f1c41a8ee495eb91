import { openWindowedTerminal, type WindowedTerminal } from '../support/windowed-terminal.ts';

/** A common till's screen. */
const size = { width: 1_366, height: 768 };

export function openBenchTerminal(
  dataDir: string,
  demoSocket: string | null,
): Promise<WindowedTerminal> {
  return openWindowedTerminal(dataDir, demoSocket, ['cashier'], size);
}

/** Signs in, opens the shift, and waits until each device is there. */
export async function beginShift(terminal: WindowedTerminal): Promise<void> {
  await terminal.command('access.sign-in', { staffId: 'staff-lin', pin: '1111' });
  await terminal.command('shift.open', { floatMinor: 10_000 });
  await terminal.evaluate(
    'cashier',
    `(async () => {
      for (;;) {
        const { value } = await terminal.invoke('devices.snapshot', {});
        if (value.devices.every(({ state }) => state === 'open')) return;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    })()`,
  );
}
