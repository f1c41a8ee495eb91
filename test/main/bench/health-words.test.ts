import { expect, it } from 'vitest';
import { healthCodes } from '../../../drivers/contract.ts';
import { texts } from '../../../main/contract/text/index.ts';

it.each(Object.entries(texts))(
  'whatever a health check finds has its sentence in %s',
  (_, words) => {
    for (const code of healthCodes) expect(words).toHaveProperty([`health.${code}`]);
  },
);
