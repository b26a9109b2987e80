import { createWorkspace } from '../analysis/analysis';
import { createNodeEnvironment } from '../node/environment';
import type { Settings } from '../contracts/settings';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { Limits, Workspace } from '../contracts/workspace';
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

/** A workspace over the files of this machine; the assets stand beside the bundle. */
export function cliWorkspace(
  options: TargetOptions,
  overrides: Partial<Settings> = {},
  limits: Partial<Limits> = {},
): Workspace {
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    ...(options.go !== undefined && { goVersion: formatGoVersion(goOption(options.go)) }),
    arch: archOption(options.arch),
    ...(options.goroot !== undefined && { goroot: goRootOption(options.goroot) }),
    ...overrides,
  };
  return createWorkspace(createNodeEnvironment(__dirname), settings, {
    mostText: MOST_TEXT,
    ...limits,
  });
}
