import { createWorkspace } from '../analysis/analysis';
import { createNodeEnvironment } from '../node/environment';
import type { Settings } from '../contracts/settings';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { Environment } from '../contracts/environment';
import type { Limits, Observer, Workspace } from '../contracts/workspace';
import { archOption, goOption, goRootOption } from './options';
import { formatGoVersion } from '../../../runtime';

export interface TargetOptions {
  readonly go?: string;
  readonly arch?: string;
  readonly goroot?: string;
}

/** UTF-16 length of the imported packages' texts that are kept: folder after folder, nobody comes back to most of them. */
const MOST_TEXT = 12_000_000;

/** For `layout`: nobody types meanwhile, and generated bindings and messages are larger than what an editor reads. */
export const LAYOUT_LIMITS = { mostBytes: 16 * 1024 * 1024 } satisfies Partial<Limits>;

/** Is told what is read, and what is done with it. */
export interface Recording {
  readonly through: (env: Environment) => Environment;
  readonly observe: Observer;
}

/** A workspace over the files of this machine; the assets stand beside the bundle. @param recorder is told what is read */
export function cliWorkspace(
  options: TargetOptions,
  overrides: Partial<Settings> = {},
  limits: Partial<Limits> = {},
  recorder?: Recording,
): Workspace {
  const env = createNodeEnvironment(__dirname);
  return createWorkspace(
    recorder?.through(env) ?? env,
    settingsOf(options, overrides),
    { mostText: MOST_TEXT, ...limits },
    recorder?.observe,
  );
}

/** The settings that options make. @throws UsageError for a value that there is not */
export function settingsOf(options: TargetOptions, overrides: Partial<Settings> = {}): Settings {
  return {
    ...DEFAULT_SETTINGS,
    ...(options.go !== undefined && { goVersion: formatGoVersion(goOption(options.go)) }),
    arch: archOption(options.arch),
    ...(options.goroot !== undefined && { goroot: goRootOption(options.goroot) }),
    ...overrides,
  };
}
