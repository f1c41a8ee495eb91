import type { BenchSnapshot, FoundShown } from '../../../main/contract/bench/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { failureWords, t } from '../../text.ts';
import { candidates, type Draft, type Plan } from './plans.ts';

/** What the system sees on its wires, the likeliest first. */
export function FoundList(props: {
  readonly bench: BenchSnapshot;
  readonly plan: Plan;
  readonly chosen: string | null;
  readonly onChoose: (part: Partial<Draft>) => void;
}) {
  const { bench, plan } = props;
  const isBusy = bench.finding?.isBusy ?? false;
  const found = candidates(plan, bench.finding?.devices ?? []);
  const choose = ({ node, profile }: FoundShown) => props.onChoose({ node, profile });
  return (
    <>
      <div class="check-line">
        <p class="soft">{t('bench.find.explained')}</p>
        <Button icon="search" isDisabled={isBusy} onTap={() => act('bench.find', {})}>
          {t(bench.finding === null ? 'bench.find.go' : 'bench.find.again')}
        </Button>
      </div>
      {isBusy && <p role="status">{t('bench.find.busy')}</p>}
      {bench.finding?.failure && (
        <p class="reason" role="status">
          {failureWords(bench.finding.failure).what}
        </p>
      )}
      {bench.finding && !isBusy && bench.finding.failure === null && found.length === 0 && (
        <p role="status">{t('bench.find.none')}</p>
      )}
      <ul class="found">
        {found.map((one) => (
          <li key={one.node}>
            <button
              type="button"
              aria-pressed={one.node === props.chosen}
              onClick={() => choose(one)}
            >
              <Found found={one} plan={plan} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Found({ found, plan }: { readonly found: FoundShown; readonly plan: Plan }) {
  const { title, node, serialNumber, portPath, kinds, profile, deviceId } = found;
  const isLikely = kinds.includes(plan.kind);
  const said = [
    serialNumber && t('bench.find.serial', { number: serialNumber }),
    portPath && t('bench.find.port', { port: portPath }),
    profile && t('bench.find.profile', { profile }),
  ].filter((words) => words);
  return (
    <>
      <span class="title">{title}</span>
      {isLikely && <span class="likely">{t(`status.${plan.kind}`)}</span>}
      {deviceId !== null && <span class="soft">{t('bench.find.bound', { device: deviceId })}</span>}
      {node !== title && <span class="mono node">{node}</span>}
      {said.length > 0 && <span class="soft">{said.join(' · ')}</span>}
    </>
  );
}
