import { useEffect, useState } from 'preact/hooks';
import { benchLevels } from '../../../main/contract/bench/names.ts';
import type { BenchDevice, HealthShown } from '../../../main/contract/bench/snapshot.ts';
import { ask } from '../../bridge.ts';
import { Facts } from '../../parts/facts.tsx';
import { act } from '../../state.ts';
import { dayAndClock, milliseconds, t, wordFor } from '../../text.ts';
import { newestHealth } from '../devices/standing.ts';
import { Sign } from '../devices/state-marks.tsx';
import { factRows } from './fact-rows.ts';
import { StepRow } from './step-row.tsx';

/** The three depths of a check, what each found, and the checks of the last 90 days. */
export function HealthPanel({ device }: { readonly device: BenchDevice }) {
  return (
    <>
      {benchLevels.map((level) => (
        <StepRow
          key={level}
          name={t(`bench.level.${level}`)}
          explained={t(`bench.health.${device.kind}.${level}`)}
          go={t('bench.check')}
          icon="check"
          isDisabled={device.running !== null}
          onTap={() => act('bench.check-health', { deviceId: device.id, level })}
        >
          {device.running === level ? (
            <p class="signs outcome" role="status">
              <Sign health="ready" words={t(`bench.checking.${level}`)} />
            </p>
          ) : (
            <Finding check={device.health.find((one) => one.level === level)} />
          )}
        </StepRow>
      ))}
      <History device={device} />
    </>
  );
}

function Finding({ check }: { readonly check: HealthShown | undefined }) {
  if (!check) return <p class="soft outcome">{t('bench.neverChecked')}</p>;
  const [headline, ...others] = check.codes;
  return (
    <div class="outcome" role="status">
      <p class="signs">
        <Sign
          health={check.isHealthy ? 'ready' : 'attention'}
          words={headline === undefined ? '' : wordFor('health', headline)}
        />
        <span class="soft">
          {dayAndClock(check.at)} · {milliseconds(check.durationMs)}
        </span>
      </p>
      {others.map((code) => (
        <p key={code}>{wordFor('health', code)}</p>
      ))}
      <Facts facts={factRows(check.facts)} />
    </div>
  );
}

function History({ device }: { readonly device: BenchDevice }) {
  const [checks, setChecks] = useState<readonly HealthShown[]>([]);
  const newestAt = newestHealth(device)?.at;
  useEffect(() => {
    let isWanted = newestAt !== undefined;
    void ask('bench.history', { deviceId: device.id }).then((answer) => {
      if (isWanted && answer.ok) setChecks(answer.value);
    });
    return () => {
      isWanted = false;
    };
  }, [device.id, newestAt]);
  if (checks.length === 0) return null;
  return (
    <table class="dense history">
      <caption>{t('bench.history')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('bench.at')}</th>
          <th scope="col">{t('bench.level')}</th>
          <th scope="col">{t('bench.found')}</th>
          <th scope="col">{t('bench.took')}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={`${check.at} ${check.level}`}>
            <th scope="row">{dayAndClock(check.at)}</th>
            <td>{t(`bench.level.${check.level}`)}</td>
            <td>
              <Sign
                health={check.isHealthy ? 'ready' : 'attention'}
                words={check.codes.map((code) => wordFor('health', code)).join(t('bench.comma'))}
              />
            </td>
            <td>{milliseconds(check.durationMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
