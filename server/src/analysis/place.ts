/** Where a file is among what is loaded. */
import { fileNamed } from '../facts/functions';
import type { Folder, Unit } from '../loading/units';
import type { PackageInfo, SourceFile } from '../types';

/** A file with all that is known around it. */
export interface At {
  readonly folder: Folder;
  readonly unit: Unit;
  readonly file: SourceFile;
  /** What the file is checked as. */
  readonly info: PackageInfo;
}

/** @param tests whether to look at the tests of the package as well, if the file is not itself one */
export function placeIn(folder: Folder, uri: string, tests: boolean): At | undefined {
  const unit = tests ? folder.unitOf(uri) : folder.withoutTests(uri);
  const found = unit === undefined ? undefined : fileOf(unit, uri);
  return unit === undefined || found === undefined ? undefined : { folder, unit, ...found };
}

function fileOf(unit: Unit, uri: string): Pick<At, 'file' | 'info'> | undefined {
  for (const info of unit.infos) {
    const file = fileNamed(info, uri);
    if (file !== undefined) return { file, info };
  }
  return undefined;
}
