import type { BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { t } from '../../text.ts';
import { BenchHead } from '../bench/bench-head.tsx';
import { goTo, type Role, roles } from '../devices/place.ts';
import { standing } from '../devices/standing.ts';
import { type Health, Mark } from '../frame/mark.tsx';
import { fills, plans } from './plans.ts';
import { Steps } from './steps.tsx';
import './set-up.css';

/** What the terminal should have on the left, the way to it on the right. */
export function SetUp(props: { readonly bench: BenchSnapshot; readonly role: Role }) {
  const { bench, role } = props;
  return (
    <>
      <BenchHead title={t('bench.find')} />
      <div class="set-up">
        <nav class="scroll" aria-label={t('bench.setup.roles')}>
          {roles.map((one) => (
            <RoleKey key={one} role={one} bench={bench} isHere={one === role} />
          ))}
        </nav>
        <Steps key={role} role={role} bench={bench} />
      </div>
    </>
  );
}

function RoleKey(props: {
  readonly role: Role;
  readonly bench: BenchSnapshot;
  readonly isHere: boolean;
}) {
  const { role, bench, isHere } = props;
  const device = bench.devices.find((one) => fills(one, plans[role]));
  const health: Health = device ? standing(device) : 'none';
  return (
    <button
      type="button"
      aria-current={isHere ? 'step' : undefined}
      onClick={() => goTo({ at: 'setup', role })}
    >
      <Mark health={health} />
      <span>
        <span data-fit>{t(`bench.setup.${role}`)}</span>
        <br />
        <span class="soft">
          {device && health === 'none' ? t('device.state.closed') : t(`health.${health}`)}
        </span>
      </span>
    </button>
  );
}
