import { describe, UserError } from './host/command';
import { runScript } from './host/entry';
import type { Counts } from './test/results';
import type { Step } from './test/steps';
import { STEPS } from './test/steps';

/** Runs a step to its counts: a step that breaks counts as one failure, and hides no other. */
async function runStep(step: Step): Promise<Counts> {
  console.log(`\n=== ${step.name}: ${step.about}`);
  try {
    return await step.run();
  } catch (error) {
    console.log(`${step.name}: ${describe(error)}`);
    return { passed: 0, failed: 1 };
  }
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
  let passed = 0;
  let failed = 0;
  for (const step of chosenSteps(args)) {
    const start = Date.now();
    const counts = await runStep(step);
    passed += counts.passed;
    failed += counts.failed;
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    lines.push(`${step.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
  }
  console.log(`\n=== summary (full logs in out/logs)\n${lines.join('\n')}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
