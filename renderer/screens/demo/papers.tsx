import { t } from '../../text.ts';

/** What came out of the simulated printer. */
export function Papers({ papers }: { readonly papers: readonly string[] }) {
  return (
    <section>
      <h3>{t('demo.papers')}</h3>
      {papers.length === 0 && <p class="soft">{t('demo.noPapers')}</p>}
      <div class="papers">
        {papers.map((paper, place) => (
          <img key={paper} src={paper} alt={t('demo.paper', { place: place + 1 })} />
        ))}
      </div>
    </section>
  );
}
