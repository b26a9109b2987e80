/** The public door of the type layer. */
export { BASIC, namedBase, unalias, underlying, unknown } from './basic';
export { checkPackage } from './check';
export type { CheckOptions } from './collect';
export { coreType } from './coreType';
export { sourceText, typeString, zeroValueText } from './display';
export { identical } from './identical';
export { NO_IMPORTS } from './importer';
export type { ImportedPackage, Importer, UnknownPackage } from './importer';
export type { PackageInfo, Selection, SourceFile } from './info';
export { isExported, lookupMember } from './lookup';
export { toShape } from './shape';
export type { ShapeOf } from './shape';
export { sizesFor, TYPE_PARAMETER } from './sizes';
export type { Layout, Sizes } from './sizes';
export { isStdPackage, STD_TABLE_GO, stdImporter, stdPackages, stdTypeNames } from './std/importer';
export { defaultType } from './universe';
