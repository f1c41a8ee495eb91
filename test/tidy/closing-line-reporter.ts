import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends every run with one line that a machine can read: `N passed, N failed`. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed = tests.filter((test) => test.result().state === 'failed').length;
    // a file that does not load has no tests, and an error may belong to none: neither may pass
    const broken = modules.flatMap((module) => module.errors()).length + unhandledErrors.length;
    console.log(`${passed} passed, ${failed + broken} failed`);
  }
}
