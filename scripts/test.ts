import { describe, UserError } from './host/command';
import { runScript } from './host/entry';
import type { Failure, Results } from './test/results';
import type { Step } from './test/steps';
import { STEPS } from './test/steps';

/** Runs a step to its results: a step that breaks counts as one failure, and hides no other. */
async function runStep(step: Step): Promise<Results> {
  console.log(`\n=== ${step.name}: ${step.about}`);
  try {
    return await step.run();
  } catch (error) {
    const message = describe(error);
    console.log(`${step.name}: ${message}`);
    return { passed: 0, failed: 1, failures: [{ title: step.name, message }] };
  }
}

/** What failed in a step, a line each: the tests' own reports are far above, or cut off where a log is. */
function failureLines(step: Step, failures: readonly Failure[]): string[] {
  return failures.map(({ title, message }) => {
    const [first] = message.split('\n', 1);
    return `${step.name} failed: ${title}: ${first}`;
  });
}

function chosenSteps(args: readonly string[]): readonly Step[] {
  if (args.length === 0) return STEPS;
  const [flag, name] = args;
  const steps = STEPS.filter((step) => step.name === name);
  if (flag !== '--only' || steps.length === 0 || args.length > 2) {
    const names = STEPS.map((step) => step.name).join(' | ');
    throw new UserError(`usage: npm test [-- --only ${names}]`);
  }
  return steps;
}

runScript(async (args) => {
  const lines: string[] = [];
  const failures: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const step of chosenSteps(args)) {
    const start = Date.now();
    const results = await runStep(step);
    passed += results.passed;
    failed += results.failed;
    failures.push(...failureLines(step, results.failures));
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    lines.push(`${step.name}: ${results.passed} passed, ${results.failed} failed (${seconds} s)`);
  }
  console.log(`\n=== summary (full logs in out/logs)\n${[...failures, ...lines].join('\n')}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
