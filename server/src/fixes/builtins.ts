/** Whether a fix may write a predeclared name at a place of a file. */
import type { PackageInfo, SourceFile } from '../types/info';

/** Why one of the predeclared names means something else at a UTF-16 offset; undefined when all are free. */
export function hiddenBuiltin(
  info: PackageInfo,
  file: SourceFile,
  pos: number,
  names: readonly string[],
): string | undefined {
  const hidden = names.find((name) => info.lookupAt(file, pos, name)?.pkg !== '');
  return hidden === undefined ? undefined : `${hidden} is declared anew here`;
}
