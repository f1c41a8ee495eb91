import type { DeskShown } from '../../../main/contract/payments/queries.ts';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { clock, failureWords, t, wordFor } from '../../text.ts';
import { type Health, Mark } from '../frame/mark.tsx';

type LookUp = DeskShown['lookUps'][number];

const health: Record<LookUp['state'], Health> = {
  asking: 'none',
  found: 'ready',
  'not-found': 'attention',
  unknown: 'attention',
};

/** What the providers said about the numbers that they were asked for, the newest first. */
export function LookUps(props: {
  readonly lookUps: readonly LookUp[];
  readonly ways: TillSnapshot['ways'];
}) {
  if (props.lookUps.length === 0) return null;
  return (
    <ul class="look-ups">
      {props.lookUps.map((lookUp) => (
        <li key={`${lookUp.accountId} ${lookUp.providerRef}`}>
          <Mark health={health[lookUp.state]} />
          <span class="soft">{nameOf(lookUp, props.ways)}</span>
          <span class="mono">{lookUp.providerRef}</span>
          <span>{outcome(lookUp)}</span>
          <time class="soft">{clock(lookUp.at)}</time>
        </li>
      ))}
    </ul>
  );
}

function nameOf({ accountId }: LookUp, ways: TillSnapshot['ways']): string {
  const way = ways.find((known) => known.accountId === accountId);
  return way ? wordFor('provider', way.provider) : accountId;
}

function outcome({ state, failure, attemptId }: LookUp): string {
  if (state === 'found') return t(attemptId ? 'desk.lookUp.ours' : 'desk.lookUp.notOurs');
  if (failure !== null) return failureWords(failure).what;
  return t(`desk.lookUp.${state}`);
}
