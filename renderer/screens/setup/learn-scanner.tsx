import type { BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { QrPicture } from '../../parts/receipt-pictures.tsx';
import { act } from '../../state.ts';
import { clock, t } from '../../text.ts';
import { nameOfDevice } from '../devices/standing.ts';

/** Two scanners and one question: the one that reads the code on the screen is the one that was meant. */
export function LearnScanner(props: {
  readonly bench: BenchSnapshot;
  readonly role: 'goods' | 'payment';
}) {
  const { bench, role } = props;
  const scanners = bench.devices.filter(({ kind }) => kind === 'scanner');
  if (scanners.length === 0) return null;
  const isLearning = bench.learningRole === role;
  const [last] = bench.scans;
  const by = last && scanners.find(({ id }) => id === last.deviceId);
  return (
    <li>
      <h2>{t('bench.learn')}</h2>
      <div class="check-line">
        <p class="soft">{t(`bench.learn.${role}`)}</p>
        <Button
          icon="scanner"
          isDisabled={isLearning}
          onTap={() => act('bench.learn-scanner', { role })}
        >
          {t('bench.learn.go')}
        </Button>
      </div>
      {isLearning && (
        <div class="learning" role="status">
          <QrPicture data={`SAOMA ${role.toUpperCase()} SCANNER`} />
          <p>{t('bench.learn.now')}</p>
        </div>
      )}
      {!isLearning && last && by && (
        <p class="outcome" role="status">
          {t('bench.learn.last', {
            device: `${nameOfDevice(by)} ${by.id}`,
            path: by.path,
            time: clock(last.at),
          })}
        </p>
      )}
    </li>
  );
}
