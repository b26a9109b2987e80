/** Packages from Go source texts, for tests of the type layer. */
import type { Arch } from '../../runtime';
import type { Expr, Node } from '../../server/src/syntax/ast';
import type { Importer, PackageInfo, SourceFile } from '../../server/src/types';
import { checkPackage, stdImporter } from '../../server/src/types';
import { goParser } from '../syntax/support';

export interface TestPackage {
  readonly info: PackageInfo;
  readonly files: readonly SourceFile[];
}

/** Checks texts as the files of one package, `a.go`, `b.go`, … */
export async function packageOf(
  texts: readonly string[],
  options: { readonly arch?: Arch; readonly importer?: Importer; readonly path?: string } = {},
): Promise<TestPackage> {
  const parser = await goParser();
  const files = texts.map((text, i) => ({
    uri: `file:///p/${String.fromCharCode(97 + i)}.go`,
    text,
    ast: parser.parse(text),
    test: false,
    included: true,
  }));
  const arch = options.arch ?? 'amd64';
  const { importer = stdImporter(arch), path = 'example.com/p' } = options;
  return { info: checkPackage(files, { path, arch, importer }), files };
}

/** Calls `enter` for every node below `value`, outer ones first. */
export function visitNodes(value: unknown, enter: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && 'pos' in value) enter(value as Node);
  for (const child of Object.values(value) as unknown[]) visitNodes(child, enter);
}

const EXPRESSIONS: ReadonlySet<string> = new Set([
  'Ident',
  'BasicLit',
  'CompositeLit',
  'FuncLit',
  'ParenExpr',
  'SelectorExpr',
  'IndexExpr',
  'SliceExpr',
  'TypeAssertExpr',
  'CallExpr',
  'StarExpr',
  'UnaryExpr',
  'BinaryExpr',
  'KeyValueExpr',
  'ArrayType',
  'StructType',
  'FuncType',
  'InterfaceType',
  'MapType',
  'ChanType',
]);

export function isExpression(node: Node): node is Expr {
  return EXPRESSIONS.has(node.kind);
}
