/** Finds out which statements run: each gets a number, and notes it in `globalThis.heapghostCovered` when it is reached. */
import ts from 'typescript';

/** A statement, or the expression that is an arrow function's body. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Whether it runs when the module is loaded, rather than when one of its functions is called. */
  readonly atLoad: boolean;
}

/** By file, one byte for each span: not zero once it was reached. */
export type Reached = Record<string, Uint8Array>;

export const REACHED = 'heapghostCovered';

/** Spans of a file, and its text with notes. */
export function instrument(file: string, source: string): { text: string; spans: Span[] } {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const spans: Span[] = [];
  const inserts: { readonly at: number; readonly text: string; readonly closes: boolean }[] = [];
  const note = (node: ts.Node, functions: number, before: string, after: string): void => {
    const start = node.getStart(tree);
    const text = `${before}reached$[${spans.length}]=1`;
    inserts.push({
      at: start,
      text: after === '' ? `${text};` : text + (after === ')' ? ',' : ';'),
      closes: false,
    });
    if (after !== '') inserts.push({ at: node.end, text: after, closes: true });
    spans.push({ start, end: node.end, atLoad: functions === 0 });
  };
  const visit = (node: ts.Node, functions: number): void => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    const { parent } = node;
    if (ts.isStatement(node) && !ts.isBlock(node) && !isDeclaredElsewhere(node)) {
      const inList =
        ts.isSourceFile(parent) || ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent);
      if (inList) note(node, functions, '', '');
      else if (!ts.isLabeledStatement(parent)) note(node, functions, '{', '}');
    }
    const isBody = ts.isArrowFunction(parent) && parent.body === node && !ts.isBlock(node);
    if (isBody) note(node, functions, '(', ')');
    const inner = ts.isFunctionLike(node) ? functions + 1 : functions;
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  ts.forEachChild(tree, (child) => visit(child, 0));
  inserts.sort((a, b) => a.at - b.at || Number(b.closes) - Number(a.closes));
  let text = `var reached$ = ((globalThis.${REACHED} ??= {})[${JSON.stringify(file)}] ??= new Uint8Array(${spans.length}));`;
  let from = 0;
  for (const insert of inserts) {
    text += source.slice(from, insert.at) + insert.text;
    from = insert.at;
  }
  return { text: text + source.slice(from), spans };
}

function isDeclaredElsewhere(node: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isFunctionDeclaration(node)
  );
}

/** The innermost span around a stretch of text; undefined for what belongs to no statement. */
export function spanAround(spans: readonly Span[], start: number, end: number): number | undefined {
  let best: number | undefined;
  for (const [i, span] of spans.entries()) {
    if (span.start > start || span.end < end) continue;
    const known = best === undefined ? undefined : spans[best];
    if (known === undefined || span.end - span.start <= known.end - known.start) best = i;
  }
  return best;
}
