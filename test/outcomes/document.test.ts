import { readFileSync } from 'node:fs';
import { describe, expect as expectThat, it } from 'vitest';
import { scenarioNames as acquirerScenarios } from '../simulators/acquirer/scenarios.ts';
import { scenarioNames as alipayScenarios } from '../simulators/alipay/scenarios.ts';
import { scenarioNames as cardScenarios } from '../simulators/card/scenarios.ts';
import { refundScenarioNames } from '../simulators/wechat/refund-scenarios.ts';
import { scenarioNames as wechatScenarios } from '../simulators/wechat/scenarios.ts';
import { shownScenarioNames } from '../simulators/wechat/shown-scenarios.ts';
import { documentOf, emptyRows, withoutCell, wordsFor } from './document.ts';
import { codeOf } from './ends.ts';
import { nameOf, plan } from './plan.ts';

const committed = new URL('../../docs/payment-outcomes.md', import.meta.url);

describe('the table of outcomes', () => {
  it('is committed as the source has it', () => {
    expectThat(readFileSync(committed, 'utf8')).toBe(documentOf(plan));
  });

  it.each([
    ['wechat', [...wechatScenarios, ...shownScenarioNames]],
    ['wechat-refund', refundScenarioNames],
    ['alipay', alipayScenarios],
    ['acquirer', acquirerScenarios],
    ['card', cardScenarios],
  ] as const)('has an end for every scenario of the simulator of %s', (of, scenarios) => {
    const played = new Set(
      plan.flatMap(({ script }) => (script.of === of ? [script.scenario] : [])),
    );
    expectThat([...played].sort()).toEqual([...scenarios].sort());
  });

  it('has a row for everything that is played, and something to play for each row', () => {
    expectThat(withoutCell(plan).map(nameOf)).toEqual([]);
    expectThat(emptyRows(plan)).toEqual([]);
  });

  it('plays one thing in each cell, but for the aggregator’s many codes', () => {
    const cells = plan
      .filter(({ provider }) => provider !== 'aggregator')
      .map(({ provider, way, what, situation }) => `${provider} ${way} ${what} ${situation}`);
    expectThat(cells.filter((cell, index) => cells.indexOf(cell) !== index)).toEqual([]);
  });

  it('has words for every end in every language', () => {
    for (const code of new Set(plan.flatMap(({ end }) => codeOf(end) ?? []))) {
      for (const language of ['zh-CN', 'zh-TW', 'en'] as const) {
        const { what, todo } = wordsFor(language, code);
        expectThat(what, `${code} in ${language}`).toMatch(/\S/);
        expectThat(todo, `${code} in ${language}`).toMatch(/\S/);
      }
    }
  });
});
