import type { DeviceChecks } from '../bench.ts';
import { expectEqual } from '../expect.ts';
import { print, printOnce, receiptOf } from './receipts.ts';

const id = 'network-printer';
const document = receiptOf(40);

/** A pulled network cable resets nothing: only the silence tells. */
export const networkPrinter: DeviceChecks = {
  device: 'network printer (virtual network card)',
  run: async ({ till, host, check, figure }) => {
    const address = await host.ask('network.address', null);
    const printedCount = () => host.ask('network.receipts', null);

    await check('a receipt is printed and confirmed', async () => {
      till.add({ id, kind: 'printer', transport: { type: 'tcp', ...address }, profile: '80mm' });
      await till.reaches(id, 'open');
      expectEqual('the outcome', await print(till, id, 'job-1', document), 'accepted');
      expectEqual('receipts', await printedCount(), 1);
    });

    await check(
      'with its cable pulled, it is known to be gone, and a job does not begin',
      async () => {
        const startedAt = performance.now();
        await host.ask('network.link', { isUp: false });
        await till.reaches(id, 'lost');
        figure('from the pulled cable to the till knowing', [performance.now() - startedAt]);
        expectEqual(
          'the outcome',
          await printOnce(till, id, 'job-2', document),
          'device.offline, not begun',
        );
      },
    );

    await check('with its cable back, it prints', async () => {
      const startedAt = performance.now();
      await host.ask('network.link', { isUp: true });
      await till.reaches(id, 'open');
      figure('from the cable to the open device', [performance.now() - startedAt]);
      expectEqual('the outcome', await print(till, id, 'job-3', document), 'accepted');
      expectEqual('receipts', await printedCount(), 2);
    });
  },
};
