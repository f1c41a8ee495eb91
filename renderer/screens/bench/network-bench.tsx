import type { BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { dayAndClock, milliseconds, t, wordFor } from '../../text.ts';
import { Sign } from '../devices/state-marks.tsx';
import { reachMark, reachWord } from '../devices/terminal-plates.tsx';
import { BenchHead } from './bench-head.tsx';
import './bench.css';

/** The way to the hub and the wallets, hop by hop: the first that fails is where to look. */
export function NetworkBench({ bench }: { readonly bench: BenchSnapshot }) {
  const { network } = bench;
  const isBusy = network?.isBusy ?? false;
  return (
    <>
      <BenchHead title={t('bench.network')} />
      <div class="sheet-like scroll">
        <div class="check-line">
          <p class="soft">{t('bench.network.explained')}</p>
          <Button icon="play" isDisabled={isBusy} onTap={() => act('bench.network', {})}>
            {t('bench.check')}
          </Button>
        </div>
        {isBusy && <p role="status">{t('bench.network.busy')}</p>}
        {network && network.hops.length > 0 && (
          <section class="panel">
            <table class="dense hops">
              <caption>{dayAndClock(network.at)}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('bench.hop')}</th>
                  <th scope="col">{t('bench.hop.target')}</th>
                  <th scope="col">{t('bench.found')}</th>
                  <th scope="col">{t('bench.took')}</th>
                </tr>
              </thead>
              <tbody>
                {network.hops.map(({ hop, isReachable, durationMs, target, reason }) => (
                  <tr key={`${hop} ${target}`}>
                    <th scope="row">
                      {t(`bench.hop.${hop}`)}
                      <br />
                      <span class="soft">{t(`bench.hop.${hop}.explained`)}</span>
                    </th>
                    <td class="mono">{target}</td>
                    <td>
                      <Sign health={reachMark(isReachable)} words={t(reachWord(isReachable))} />
                      {reason !== null && (
                        <p class={isReachable === false ? 'reason' : 'soft'}>
                          {wordFor('bench.reason', reason)}
                        </p>
                      )}
                    </td>
                    <td>{durationMs === null ? '–' : milliseconds(durationMs)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
    </>
  );
}
