import type { ScanShown } from '../../../main/contract/bench/snapshot.ts';
import { Card } from '../../parts/card.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { clockMs, milliseconds, t, wordFor } from '../../text.ts';
import { Sign } from '../devices/state-marks.tsx';

const checkMarks = { right: 'ready', wrong: 'attention', none: 'none' } as const;

/** What this scanner read: the newest taken apart, the older ones to be opened. */
export function Scans({ scans }: { readonly scans: readonly ScanShown[] }) {
  const [newest, ...older] = scans;
  if (!newest) return <p class="invitation">{t('bench.scan.none')}</p>;
  return (
    <>
      <section class="scan-newest" aria-label={t('bench.scan.newest')}>
        <ScanDetails scan={newest} />
      </section>
      {older.length > 0 && <h3>{t('bench.scan.older')}</h3>}
      {older.map((scan) => (
        <details key={`${scan.at} ${scan.code}`} class="older">
          <summary>
            <span class="code mono">{readable(scan.code)}</span>
            <span class="soft">{scan.symbology ?? '–'}</span>
            <Sign
              health={checkMarks[scan.checkDigit]}
              words={t(`bench.scan.check.${scan.checkDigit}`)}
            />
          </summary>
          <ScanDetails scan={scan} />
        </details>
      ))}
    </>
  );
}

/** Advice that would make a good reading better is no warning. */
function isHint({ advice, checkDigit }: ScanShown): boolean {
  return advice === 'enable-aim' && checkDigit !== 'wrong';
}

/** GS1's separator has no shape of its own; Unicode has a picture of it. */
function readable(code: string): string {
  return code.replaceAll('\u001d', '␝');
}

function ScanDetails({ scan }: { readonly scan: ScanShown }) {
  return (
    <div class="scan">
      <div class="whole-code">
        <p class="code mono">{readable(scan.code)}</p>
        <CopyButton label={t('bench.scan.code')} text={() => scan.code} />
      </div>
      {scan.advice !== null && (
        <Card
          kind={isHint(scan) ? 'information' : 'attention'}
          what={wordFor('bench.advice', scan.advice)}
          todo={null}
        />
      )}
      <Facts
        facts={[
          {
            name: t('bench.scan.symbology'),
            value: `${scan.symbology ?? t('bench.scan.unknown')} ${scan.aim ?? ''}`,
          },
          {
            name: t('bench.scan.check'),
            value: (
              <Sign
                health={checkMarks[scan.checkDigit]}
                words={t(`bench.scan.check.${scan.checkDigit}`)}
              />
            ),
          },
          {
            name: t('bench.scan.length'),
            value: t('bench.characters', { count: scan.code.length }),
          },
          { name: t('bench.at'), value: clockMs(scan.at) },
          ...(scan.gapsMs.length > 0 ? [{ name: t('bench.scan.gaps'), value: gaps(scan) }] : []),
        ]}
      />
      {scan.gs1.length > 0 && <Gs1 scan={scan} />}
    </div>
  );
}

/** Slowest key, and all of them: a wedge that is too slow looks like typing. */
function gaps({ gapsMs }: ScanShown): string {
  const slowest = milliseconds(Math.max(...gapsMs));
  return t('bench.scan.gapsShown', { slowest, all: gapsMs.map(Math.round).join(' ') });
}

/** Measures and amounts carry their decimals in the last digit: 3103 is a weight as 3102 is. */
function family(ai: string): string {
  return /^3[1-69]\d\d$/.test(ai) ? `${ai.slice(0, 3)}n` : ai;
}

function Gs1({ scan }: { readonly scan: ScanShown }) {
  return (
    <table class="dense">
      <caption>{t('bench.scan.gs1')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('bench.scan.ai')}</th>
          <th scope="col">{t('bench.scan.meaning')}</th>
          <th scope="col">{t('bench.scan.value')}</th>
        </tr>
      </thead>
      <tbody>
        {scan.gs1.map(({ ai, value }, place) => (
          <tr key={place}>
            <th scope="row" class="mono">
              ({ai})
            </th>
            <td>{wordFor('gs1', family(ai))}</td>
            <td class="mono">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
