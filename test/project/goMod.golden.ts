import path from 'node:path';
import type { ModFile } from '../../server/src/project/goMod';

interface ModuleJson {
  readonly Path: string;
  readonly Version?: string;
}

/** What `go mod edit -json` and `go work edit -json` print, as far as we read it too. */
export interface GoModJson {
  readonly Module?: ModuleJson;
  readonly Go?: string;
  readonly Toolchain?: string;
  readonly Require?: readonly (ModuleJson & { readonly Indirect?: boolean })[] | null;
  readonly Replace?: readonly { readonly Old: ModuleJson; readonly New: ModuleJson }[] | null;
  readonly Use?: readonly { readonly DiskPath: string }[] | null;
}

export const FIXTURES = path.join(__dirname, 'fixtures', 'mod');
export const GOLDEN_FILE = path.join(__dirname, 'golden', 'mod.json');

/** Our reading in a form that both sides can be brought to. `go work edit` does not print the toolchain line. */
export function comparable(file: ModFile, isWork = false): unknown {
  return {
    module: file.module?.value ?? '',
    go: file.go?.value ?? '',
    toolchain: isWork ? '' : (file.toolchain?.value ?? ''),
    require: file.require.map((r) => [r.path, r.version, r.indirect]),
    replace: file.replace.map((r) => [
      r.old.path,
      r.old.version ?? '',
      r.new.path,
      r.new.version ?? '',
    ]),
    use: file.use,
  };
}

export function comparableGo(json: GoModJson): unknown {
  return {
    module: json.Module?.Path ?? '',
    go: json.Go ?? '',
    toolchain: json.Toolchain ?? '',
    require: (json.Require ?? []).map((r) => [r.Path, r.Version ?? '', r.Indirect ?? false]),
    replace: (json.Replace ?? []).map((r) => [
      r.Old.Path,
      r.Old.Version ?? '',
      r.New.Path,
      r.New.Version ?? '',
    ]),
    use: (json.Use ?? []).map((u) => u.DiskPath),
  };
}
