import { useEffect, useState } from 'preact/hooks';
import type { QueryInput, QueryName, QueryOutput } from '../../main/contract/queries.ts';
import { ask } from '../bridge.ts';
import { refusal } from '../state.ts';

/**
 * What main answers; null until it has. Asked again when the question changes, and when `version`
 * does: a snapshot's revision as a rule. The answer before stands until the next one is there. A null
 * input asks nothing.
 */
export function useAnswer<Name extends QueryName>(
  name: Name,
  input: QueryInput<Name> | null,
  version: number | string,
): QueryOutput<Name> | null {
  const [answered, setAnswered] = useState<{
    readonly question: string;
    readonly value: QueryOutput<Name>;
  } | null>(null);
  const question = `${name} ${JSON.stringify(input)}`;
  useEffect(() => {
    if (input === null) return;
    let isWanted = true;
    void ask(name, input).then((answer) => {
      if (!isWanted) return;
      if (answer.ok) setAnswered({ question, value: answer.value });
      else refusal.value = answer.error;
    });
    return () => {
      isWanted = false;
    };
  }, [question, version]);
  return answered?.question === question ? answered.value : null;
}
