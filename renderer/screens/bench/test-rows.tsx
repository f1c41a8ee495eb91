import { type BenchTestName, benchTests } from '../../../main/contract/bench/names.ts';
import type { BenchDevice } from '../../../main/contract/bench/snapshot.ts';
import { Facts } from '../../parts/facts.tsx';
import { act } from '../../state.ts';
import { dayAndClock, failureWords, t, wordFor } from '../../text.ts';
import { Sign } from '../devices/state-marks.tsx';
import { factRows } from './fact-rows.ts';
import { StepRow } from './step-row.tsx';

/** What the device can be made to do, and what came of the last try; all its kind knows, or `only` some. */
export function TestRows(props: {
  readonly device: BenchDevice;
  readonly only?: readonly BenchTestName[];
}) {
  const { device } = props;
  const tests: readonly BenchTestName[] = props.only ?? benchTests[device.kind];
  return (
    <>
      {tests.map((test) => (
        <StepRow
          key={test}
          name={t(`bench.test.${test}`)}
          explained={t(`bench.test.${test}.explained`)}
          go={t('bench.start')}
          icon="play"
          isDisabled={device.running !== null}
          onTap={() => act('bench.test', { deviceId: device.id, test })}
        >
          {device.running === test && (
            <p class="signs" role="status">
              <Sign health="ready" words={t('bench.running')} />
            </p>
          )}
          {device.result?.test === test && <TestResult result={device.result} test={test} />}
        </StepRow>
      ))}
    </>
  );
}

function TestResult(props: {
  readonly result: NonNullable<BenchDevice['result']>;
  readonly test: BenchTestName;
}) {
  const { failure, at, facts } = props.result;
  const words = failure === null ? null : failureWords(failure);
  return (
    <div class="outcome" role="status">
      <p class="signs">
        <Sign
          health={failure === null ? 'ready' : 'attention'}
          words={words === null ? t('bench.done') : words.what}
        />
        <time class="soft">{dayAndClock(at)}</time>
      </p>
      <p>{words === null ? t(`bench.test.${props.test}.means`) : words.todo}</p>
      <Facts facts={factRows(facts)} />
    </div>
  );
}

/** What came of something that is no row of its own, such as learning a level. */
export function OtherResult({ device }: { readonly device: BenchDevice }) {
  const { result } = device;
  const tests: readonly string[] = benchTests[device.kind];
  if (result === null || tests.includes(result.test)) return null;
  const words = result.failure === null ? null : failureWords(result.failure);
  return (
    <div class="outcome" role="status">
      <p class="signs">
        <Sign
          health={words === null ? 'ready' : 'attention'}
          words={`${wordFor('bench.test', result.test)} · ${words === null ? t('bench.done') : words.what}`}
        />
        <time class="soft">{dayAndClock(result.at)}</time>
      </p>
      {words && <p>{words.todo}</p>}
      <Facts facts={factRows(result.facts)} />
    </div>
  );
}
