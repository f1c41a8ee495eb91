import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Icon } from '../../parts/icon.tsx';
import { failureWords, nameOf, t } from '../../text.ts';
import { Stage } from '../frame/stage.tsx';
import './unsafe.css';

/** The terminal does not sell: what broke, where it is, what to do. */
export function Unsafe({ till }: { readonly till: TillSnapshot }) {
  const fault = till.fault ?? { code: 'internal' as const };
  const { what, todo } = failureWords(fault.code);
  const details = Object.entries(fault.data ?? {});
  return (
    <main class="screen whole">
      <Stage class="unsafe">
        <div class="fault" role="alert">
          <Icon name="alert" size={72} />
          <h1>{what}</h1>
          <p class="todo">{todo}</p>
          {details.length > 0 && (
            <dl>
              {details.map(([name, value]) => (
                <div key={name}>
                  <dt>{name === 'path' ? t('unsafe.path') : detailName(name)}</dt>
                  <dd class="mono">{value}</dd>
                </div>
              ))}
            </dl>
          )}
          <p class="soft">
            {nameOf(till.store.name)} · {till.terminalNumber} · {fault.code}
          </p>
        </div>
      </Stage>
    </main>
  );
}

function detailName(name: string): string {
  return name === 'reason' ? t('unsafe.reason') : name;
}
