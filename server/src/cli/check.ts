import { version } from '../../../package.json';
import { formatCount } from '../../../runtime';
import type { Severity } from '../contracts/findings';
import { uriOf } from '../node/paths';
import { RULES } from '../rules';
import type { RuleSwitch, Settings } from '../contracts/settings';
import type { LeftOut } from '../contracts/workspace';
import { formatGithub } from './formats/github';
import { formatJson } from './formats/json';
import { formatSarif } from './formats/sarif';
import { formatText } from './formats/text';
import { complain, print } from './output';
import { goFiles } from './paths';
import type { CheckResult } from './checkResult';
import { checkInParallel } from './checkThreads';
import { displayPath } from './sources';
import { EXIT, unknownName } from './usage';
import type { TargetOptions } from './workspace';

const PRINTERS = {
  text: formatText,
  json: formatJson,
  sarif: (report: CheckResult) =>
    formatSarif(
      report,
      RULES.map(({ meta }) => meta),
    ),
  github: formatGithub,
} as const;

/** The formats that print fixes: building one takes longer than finding what it repairs. */
const PRINTS_FIXES: ReadonlySet<keyof typeof PRINTERS> = new Set(['json']);

export const FORMATS = Object.keys(PRINTERS) as readonly (keyof typeof PRINTERS)[];

/** The severities by weight. */
const WEIGHT: Readonly<Record<Severity, number>> = { hint: 0, information: 1, warning: 2 };

/** What --fail-on takes: the severities, and the short name of one. */
const THRESHOLD = { ...WEIGHT, info: WEIGHT.information } as const;
export const THRESHOLDS = ['hint', 'info', 'information', 'warning'] as const;

/** What is left out, one and several of it. */
const LEFT_OUT: Readonly<Record<LeftOut, readonly [one: string, many: string]>> = {
  test: ['test', 'tests'],
  'generated file': ['generated file', 'generated files'],
  'vendored file': ['vendored file', 'vendored files'],
  'file of the module cache': ['file of the module cache', 'files of the module cache'],
};

export interface CheckOptions extends TargetOptions {
  readonly format: keyof typeof PRINTERS;
  readonly rule: readonly string[];
  readonly show: Settings['show'];
  readonly all?: boolean;
  /** False after --no-cache. */
  readonly cache: boolean;
  readonly failOn: (typeof THRESHOLDS)[number];
}

/** `heapghost check`: prints the findings of the files and sets the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<void> {
  const rules = ruleSwitches(options.rule);
  const includeAll = options.all === true;
  const { files, named, skipped, problems } = await goFiles(paths, includeAll);
  const checked = await checkInParallel(files, {
    target: options,
    settings: { rules, includeAll, show: options.show, named: new Set(named.map(uriOf)) },
    withFixes: PRINTS_FIXES.has(options.format),
    cached: options.cache,
  });
  const result: CheckResult = {
    version,
    findings: checked.flatMap(({ findings }) => findings),
    errors: [
      ...problems.map((p) => ({ file: displayPath(uriOf(p.file)), message: p.message })),
      ...checked.flatMap(({ errors }) => errors),
    ],
  };

  // Before anything is printed: who reads may have had enough.
  process.exitCode = exitCodeOf(result, options.failOn);
  await print(PRINTERS[options.format](result));
  for (const { file, message } of result.errors) await complain(`${file}: ${message}`);
  const omitted = omissions(
    checked.flatMap(({ leftOut }) => leftOut ?? []),
    skipped,
  );
  if (omitted.length > 0) {
    await complain(`left out: ${omitted.join(', ')} (--all looks at them too)`);
  }
}

/** What is found counts before what could not be read, since that is what a build waits for. */
export function exitCodeOf(
  { findings, errors }: Pick<CheckResult, 'findings' | 'errors'>,
  failOn: CheckOptions['failOn'],
): number {
  if (findings.some(({ severity }) => WEIGHT[severity] >= THRESHOLD[failOn])) return EXIT.findings;
  return errors.length > 0 ? EXIT.error : EXIT.ok;
}

/** What was not looked at, as a list of `3 tests`, `1 vendor folder`. */
function omissions(leftOut: readonly LeftOut[], skipped: readonly string[]): readonly string[] {
  const counted = (number: number, one: string, many: string): readonly string[] =>
    number === 0 ? [] : [`${formatCount(number)} ${number === 1 ? one : many}`];
  return [
    ...Object.entries(LEFT_OUT).flatMap(([kind, [one, many]]) =>
      counted(leftOut.filter((other) => other === kind).length, one, many),
    ),
    ...[...new Set(skipped)].sort().flatMap((name) => {
      const number = skipped.filter((other) => other === name).length;
      return counted(number, `${name} folder`, `${name} folders`);
    }),
  ];
}

/**
 * With --rule, every other rule is off and the named ones are on, also those that are off by default. A severity of its
 * own would take away what a rule says louder about many bytes, so that it is given only to those.
 */
function ruleSwitches(names: readonly string[]): Readonly<Record<string, RuleSwitch>> {
  const known = RULES.map(({ meta }) => meta);
  for (const name of names) {
    if (!known.some((rule) => rule.name === name)) {
      throw unknownName(
        `--rule ${name}`,
        name,
        'rule',
        known.map((rule) => rule.name),
      );
    }
  }
  if (names.length === 0) return {};
  return Object.fromEntries(
    known.map(({ name, on, severity }) => {
      if (!names.includes(name)) return [name, 'off'];
      return [name, on ? 'default' : severity];
    }),
  );
}
