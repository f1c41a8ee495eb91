import { usualEmbeddedRules } from '../../../main/domain/barcode/embedded-rule.ts';
import { writeEmbedded } from '../../../main/domain/barcode/read-code.ts';
import type { Random } from '../../support/random.ts';
import type { Shop } from '../../support/shop.ts';
import type { Goods } from './plan.ts';

const countedOnTheShelf = 40;
const labelsFromTheScales = 12;

/** What the customers of the day may take: packages, and bags that were weighed. */
export async function chooseGoods({ terminal }: Shop, random: Random): Promise<Goods> {
  const counted = await terminal.query('catalogue.browse', {
    categoryId: null,
    offset: random.between(0, 500),
    limit: 200,
  });
  const fruit = await terminal.query('catalogue.search', { text: '苹果' });
  if (!counted.ok || !fruit.ok) throw new Error('the catalogue does not answer');
  const packages = counted.value.items.flatMap(({ soldBy, code }) =>
    soldBy === 'count' && code !== null ? [code] : [],
  );
  const [byWeight] = usualEmbeddedRules;
  if (!byWeight) throw new Error('there is no rule for weight labels');
  const numbers = fruit.value.flatMap(({ soldBy, code }) =>
    soldBy === 'weight' && code?.startsWith(byWeight.prefix) ? [code.slice(2)] : [],
  );
  return {
    counted: Array.from({ length: countedOnTheShelf }, () => random.pick(packages)),
    labels: Array.from({ length: labelsFromTheScales }, () =>
      writeEmbedded(random.pick(numbers), random.between(120, 2_500), byWeight),
    ),
  };
}
