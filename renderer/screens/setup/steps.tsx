import { useState } from 'preact/hooks';
import type { BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Tabs } from '../../parts/tabs.tsx';
import { t } from '../../text.ts';
import type { Role } from '../devices/place.ts';
import { BindStep } from './bind-step.tsx';
import { FoundList } from './found-list.tsx';
import { LearnScanner } from './learn-scanner.tsx';
import { addressOf, type Draft, emptyDraft, fills, lineOf, plans } from './plans.ts';
import { PrinterChoice } from './printer-choice.tsx';
import { SettingsStep } from './settings-step.tsx';
import { TryStep } from './try-step.tsx';
import { NetworkFields, QueueField } from './way-fields.tsx';

/** Find, set, bind, try: each step shows what it needs and nothing else. */
export function Steps(props: { readonly bench: BenchSnapshot; readonly role: Role }) {
  const { bench, role } = props;
  const plan = plans[role];
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(plan, bench.devices));
  const change = (part: Partial<Draft>) => setDraft((known) => ({ ...known, ...part }));
  const found = bench.finding?.devices.find(({ node }) => node === draft.node) ?? null;
  const heard = found && bench.autoBaud?.path === found.path ? bench.autoBaud : null;
  const line = lineOf(draft, plan, heard);
  const address = addressOf(draft, found, line);
  const isBound = bench.devices.some((device) => fills(device, plan));
  return (
    <ol class="steps scroll">
      <li>
        <h2>{t('bench.setup.where')}</h2>
        {plan.ways.length > 1 && (
          <Tabs
            label={t('bench.setup.where')}
            value={draft.way}
            options={plan.ways.map((value) => ({ value, words: t(`bench.way.${value}`) }))}
            onChoose={(way) => change({ way })}
          />
        )}
        {draft.way === 'found' && (
          <FoundList bench={bench} plan={plan} chosen={draft.node} onChoose={change} />
        )}
        {draft.way === 'network' && <NetworkFields draft={draft} onChange={change} />}
        {draft.way === 'queue' && <QueueField draft={draft} onChange={change} />}
        {draft.way === 'printer' && <PrinterChoice bench={bench} draft={draft} onChange={change} />}
      </li>
      {address !== null && (
        <>
          <SettingsStep
            bench={bench}
            plan={plan}
            draft={draft}
            serialPath={address.type === 'serial' ? address.path : null}
            line={line}
            onChange={change}
          />
          <BindStep bench={bench} plan={plan} draft={draft} address={address} onChange={change} />
        </>
      )}
      {isBound && <TryStep bench={bench} plan={plan} />}
      {(plan.role === 'goods' || plan.role === 'payment') && (
        <LearnScanner bench={bench} role={plan.role} />
      )}
    </ol>
  );
}
