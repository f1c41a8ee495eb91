import { type Figure, print } from './figure.ts';

/** `npm run bench [-- NAME …]`: takes the named figures, or all, and prints each with its reference. */

const figures: Readonly<Record<string, () => Promise<{ measure(): Promise<Figure[]> }>>> = {
  S1: () => import('./scan-to-paint.ts'),
  S2: () => import('./commit.ts'),
  S5: () => import('./start.ts'),
  S6: () => import('./receipt-bytes.ts'),
  S10: () => import('./page-size.ts'),
  statements: () => import('./statement.ts'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(figures, name));
if (unknown.length > 0) {
  console.error(`no figure ${unknown.join(', ')}; there are ${Object.keys(figures).join(', ')}`);
  process.exit(2);
}

const taken: Figure[] = [];
for (const [name, load] of Object.entries(figures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`taking ${name} …`);
  taken.push(...(await (await load()).measure()));
}
print(taken);
process.exit(0);
