/** The public door of the type layer. */
export { unalias, underlying } from './basic';
export { bringUpToDate, checkPackage } from './check';
export type { CheckOptions } from './collect';
export { typeString } from './display';
export { NO_IMPORTS } from './importer';
export type { ImportedPackage, Importer, UnknownPackage } from './importer';
export type { PackageInfo, SourceFile } from './info';
export { toShape } from './shape';
export { sizesFor, TYPE_PARAMETER } from './sizes';
export { isStdPackage, STD_TABLE_GO, stdImporter } from './std/importer';
