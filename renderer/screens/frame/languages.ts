import { texts } from '../../../main/contract/text/index.ts';
import type { Language } from '../../../main/contract/values.ts';

export type { Language };

const order: readonly Language[] = ['zh-CN', 'zh-TW', 'en'];

/** Each language by its own name, so that someone lost in another one finds it. */
export const languages = order.map((value) => ({ value, words: texts[value]['language.name'] }));
