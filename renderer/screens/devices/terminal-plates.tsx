import type { BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { limits } from '../../../main/contract/limits.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { act, now } from '../../state.ts';
import {
  bytes,
  dayAndClock,
  longTime,
  microseconds,
  milliseconds,
  t,
  wordFor,
} from '../../text.ts';
import type { Health } from '../frame/mark.tsx';
import { goTo } from './place.ts';
import { Plate } from './plate.tsx';
import { Sign } from './state-marks.tsx';

type Shown = { readonly bench: BenchSnapshot };

export function StoragePlate({ bench }: Shown) {
  const { storage } = bench;
  const open = () => goTo({ at: 'storage' });
  if (storage === null) {
    return (
      <Plate title={t('bench.storage')} icon="disk" health="none" onOpen={open}>
        <p class="soft">{t('bench.neverChecked')}</p>
      </Plate>
    );
  }
  const health: Health = storage.isIntact ? 'ready' : 'off';
  return (
    <Plate title={t('bench.storage')} icon="disk" health={health} onOpen={open}>
      <p class="signs">
        <Sign health={health} words={t(storage.isIntact ? 'bench.intact' : 'bench.broken')} />
      </p>
      <Facts
        facts={[
          { name: t('bench.database'), value: bytes(storage.databaseBytes) },
          { name: t('bench.free'), value: bytes(storage.freeBytes) },
          { name: t('bench.syncMedian'), value: microseconds(storage.syncMedianUs) },
          { name: t('bench.syncP99'), value: microseconds(storage.syncP99Us) },
        ]}
      />
    </Plate>
  );
}

export function NetworkPlate({ bench }: Shown) {
  const { network } = bench;
  const reached = network?.hops.every(({ isReachable }) => isReachable !== false) ?? false;
  return (
    <Plate
      title={t('bench.network')}
      icon="network"
      health={network === null ? 'none' : reached ? 'ready' : 'attention'}
      onOpen={() => goTo({ at: 'network' })}
    >
      {network === null ? (
        <p class="soft">{t('bench.neverChecked')}</p>
      ) : (
        <Facts
          facts={network.hops.map(({ hop, isReachable, durationMs }) => ({
            name: t(`bench.hop.${hop}`),
            value: (
              <Sign
                health={reachMark(isReachable)}
                words={durationMs === null ? t(reachWord(isReachable)) : milliseconds(durationMs)}
              />
            ),
          }))}
        />
      )}
    </Plate>
  );
}

export function reachMark(isReachable: boolean | null): Health {
  return isReachable === null ? 'none' : isReachable ? 'ready' : 'off';
}

export function reachWord(isReachable: boolean | null) {
  if (isReachable === null) return 'bench.hop.untried';
  return isReachable ? 'bench.hop.reached' : 'bench.hop.unreached';
}

export function ClockPlate({ bench }: Shown) {
  const { timeZone, hubOffsetMs, uptimeMs } = bench.clock;
  const isFar = hubOffsetMs !== null && Math.abs(hubOffsetMs) > limits.clockSkewMs;
  return (
    <Plate
      title={t('bench.clock')}
      icon="time"
      health={hubOffsetMs === null ? 'none' : isFar ? 'attention' : 'ready'}
    >
      <Facts
        facts={[
          { name: t('bench.clock.now'), value: dayAndClock(now.value) },
          { name: t('bench.clock.zone'), value: timeZone },
          {
            name: t('bench.clock.offset'),
            value: hubOffsetMs === null ? t('bench.clock.noAnswer') : milliseconds(hubOffsetMs),
          },
          { name: t('bench.clock.uptime'), value: longTime(uptimeMs) },
        ]}
      />
      {isFar && <p class="reason">{t('failure.clock.untrusted')}</p>}
    </Plate>
  );
}

export function VersionsPlate({ bench }: Shown) {
  const { broken } = bench.profiles;
  return (
    <Plate title={t('bench.versions')} icon="list">
      <Facts
        facts={Object.entries(bench.versions).map(([name, value]) => ({
          name: wordFor('bench.version', name),
          value: <span class="mono">{value}</span>,
        }))}
      />
      {broken.map(({ path, reason }) => (
        <div key={path} class="reason">
          <p>{t('bench.profileBroken')}</p>
          <p class="path mono">
            {path}: {reason}
          </p>
        </div>
      ))}
    </Plate>
  );
}

export function ReportPlate({ bench }: Shown) {
  const { report } = bench;
  return (
    <Plate
      title={t('bench.report')}
      icon="page"
      foot={
        <>
          {report && <CopyButton label={t('bench.report.path')} text={() => report.path} />}
          <Button icon="page" onTap={() => act('bench.report', {})}>
            {t('bench.report.write')}
          </Button>
        </>
      }
    >
      <p class="soft">{t('bench.report.explained')}</p>
      {report && (
        <>
          <p class="signs">
            <Sign health="ready" words={t('bench.report.signed')} />
            <time class="soft">{dayAndClock(report.at)}</time>
          </p>
          <p class="path mono">{report.path}</p>
          <p class="path mono">{report.pagePath}</p>
        </>
      )}
    </Plate>
  );
}
