import { useEffect, useState } from 'preact/hooks';
import type { CategoryShown } from '../../../main/contract/queries.ts';
import { ask } from '../../bridge.ts';
import { Picture } from '../../parts/picture.tsx';
import { nameOf, t } from '../../text.ts';

export function Categories(props: {
  readonly chosen: string | null;
  readonly catalogueVersion: string;
  readonly onChoose: (id: string | null) => void;
}) {
  const { catalogueVersion } = props;
  const [categories, setCategories] = useState<readonly CategoryShown[]>([]);
  useEffect(() => {
    void ask('catalogue.categories', {}).then((answer) => {
      if (answer.ok) setCategories(answer.value);
    });
  }, [catalogueVersion]);
  return (
    <nav class="categories" aria-label={t('category.label')}>
      <button
        type="button"
        aria-pressed={props.chosen === null}
        onClick={() => props.onChoose(null)}
      >
        {t('category.all')}
      </button>
      {categories.map(({ id, name, picture }) => (
        <button
          key={id}
          type="button"
          aria-pressed={props.chosen === id}
          onClick={() => props.onChoose(id)}
        >
          {picture && <Picture picture={picture} name={nameOf(name)} />}
          {nameOf(name)}
        </button>
      ))}
    </nav>
  );
}
