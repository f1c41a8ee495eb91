import type { DeviceKind } from '../../../../drivers/contract.ts';
import { until } from '../../../support/until.ts';
import type { Till } from '../till.ts';

/** Waits until set-up finds a device with this address that may be of this kind. */
export async function expectFound(till: Till, address: string, kind: DeviceKind): Promise<void> {
  await until(`${address} as a ${kind} in what set-up finds`, async () => {
    const found = await till.ask('find', null);
    if (!found.ok) throw new Error(found.error.message);
    return found.value.some(({ path, kinds }) => path === address && kinds.includes(kind));
  });
}
