import type { CardShown } from '../../../main/contract/bench/snapshot.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { clockMs, money, t, wordFor } from '../../text.ts';

/** Cards that were held to this reader, newest first. */
export function Cards({ cards }: { readonly cards: readonly CardShown[] }) {
  if (cards.length === 0) return <p class="invitation">{t('bench.card.none')}</p>;
  return (
    <>
      {cards.map((card) => (
        <section key={card.at} class="card-seen" aria-label={wordFor('bench.card.kind', card.kind)}>
          <div class="whole-code">
            <div>
              <h3>{wordFor('bench.card.kind', card.kind)}</h3>
              <p class="code mono">{inPairs(card.uid)}</p>
            </div>
            <CopyButton label={t('bench.card.uid')} text={() => card.uid} />
          </div>
          {card.isRandomUid && <p class="soft">{t('bench.card.random')}</p>}
          <Facts facts={cardFacts(card)} />
          {card.history.length > 0 && <History card={card} />}
          {card.ndef.length > 0 && (
            <ul class="ndef" aria-label={t('bench.card.ndef')}>
              {card.ndef.map((text, place) => (
                <li key={place} class="path mono">
                  {text}
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </>
  );
}

function cardFacts(card: CardShown) {
  const { balanceMinor, badge } = card;
  const known = [
    { name: t('bench.card.number'), value: card.cardNumber },
    { name: t('bench.card.balance'), value: balanceMinor === null ? null : money(balanceMinor) },
    {
      name: 'ATS',
      value: card.ats === null ? null : <span class="mono">{inPairs(card.ats)}</span>,
    },
    {
      name: t('bench.card.badge'),
      value: badge === null ? null : `${wordFor('bench.card.badge', badge.kind)} ${badge.id}`,
    },
  ].filter(({ value }) => value !== null);
  return [...known, { name: t('bench.at'), value: clockMs(card.at) }];
}

/** Two digits a byte, with room between them for the eye. */
export function inPairs(hex: string): string {
  return hex.replace(/([0-9a-f]{2})(?=[0-9a-f])/gi, '$1 ');
}

function History({ card }: { readonly card: CardShown }) {
  return (
    <table class="dense">
      <caption>{t('bench.card.history')}</caption>
      <tbody>
        {card.history.map(({ kind, amountMinor, date, time }, place) => (
          <tr key={place}>
            <th scope="row" class="mono">
              {date} {time}
            </th>
            <td>{wordFor('bench.card.entry', kind)}</td>
            <td>{money(amountMinor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
