import type {
  AssignStmt,
  BlockStmt,
  BranchStmt,
  CaseClause,
  CommClause,
  ForStmt,
  GenDecl,
  Ident,
  IfStmt,
  RangeStmt,
  Stmt,
} from '../ast';
import { childOfKind, childWithField } from '../flatTree';
import type { KindName } from '../kinds';
import { F, K, KIND_COUNT } from '../kinds';
import type { Context } from './context';
import {
  end,
  ident,
  kind,
  LIST_LEVELS,
  missing,
  next,
  skipTrivia,
  start,
  tooDeep,
} from './context';
import { content, contentExpr, expr, exprs, fieldExpr, fieldExprs } from './expressions';
import { genDecl } from './specs';

type LowerStmt = (c: Context, node: number) => Stmt;

/** A statement. A bare expression, where the grammar has one in a statement's place, is an ExprStmt. */
function stmt(c: Context, node: number): Stmt {
  const pos = start(c, node);
  const stop = end(c, node);
  if (tooDeep(c, node, LIST_LEVELS)) return { kind: 'BadStmt', pos, end: stop };
  const lower = LOWER[kind(c, node)];
  c.depth += LIST_LEVELS;
  const result = lower === undefined ? exprStmt(c, node) : lower(c, node);
  c.depth -= LIST_LEVELS;
  return result;
}

function exprStmt(c: Context, node: number): Stmt {
  const x = expr(c, node);
  if (x.kind === 'BadExpr') return { kind: 'BadStmt', pos: x.pos, end: x.end };
  return { kind: 'ExprStmt', pos: x.pos, end: x.end, x };
}

/** Is a node one that `stmt` makes a statement of without a doubt? */
function isStatement(kind: number): boolean {
  return LOWER[kind] !== undefined;
}

/**
 * Appends the statements among the children of a node. The parts of an ERROR that are whole statements are kept, between
 * BadStmts for the rest.
 */
function statements(c: Context, node: number, out: Stmt[]): void {
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    const k = kind(c, child);
    if (k === K.statement_list) statements(c, child, out);
    else if (k === K.ERROR) salvage(c, child, out);
    else if (k < K['token:operator']) out.push(stmt(c, child));
  }
}

function salvage(c: Context, node: number, out: Stmt[]): void {
  const before = out.length;
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    const k = kind(c, child);
    if (k === K.statement_list) statements(c, child, out);
    else if (k === K.ERROR) salvage(c, child, out);
    else if (isStatement(k) && k !== K.empty_statement) out.push(stmt(c, child));
    else if (isCallLike(k)) out.push(exprStmt(c, child));
  }
  if (out.length === before) {
    out.push({ kind: 'BadStmt', pos: start(c, node), end: end(c, node) });
  }
}

function isCallLike(k: number): boolean {
  return (
    k === K.selector_expression ||
    k === K.call_expression ||
    k === K.index_expression ||
    k === K.slice_expression
  );
}

export function block(c: Context, node: number): BlockStmt {
  const list: Stmt[] = [];
  statements(c, node, list);
  return { kind: 'BlockStmt', pos: start(c, node), end: end(c, node), list };
}

function fieldBlock(c: Context, node: number, field: number): BlockStmt {
  const child = childWithField(c.t, node, field);
  const stop = end(c, node);
  if (child < 0) return { kind: 'BlockStmt', pos: stop, end: stop, list: [] };
  return block(c, child);
}

function fieldStmt(c: Context, node: number, field: number): Stmt | undefined {
  const child = childWithField(c.t, node, field);
  return child < 0 ? undefined : stmt(c, child);
}

function assign(c: Context, node: number, op: string): AssignStmt {
  const pos = start(c, node);
  return {
    kind: 'AssignStmt',
    pos,
    end: end(c, node),
    op,
    lhs: fieldExprs(c, node, F.left),
    rhs: fieldExprs(c, node, F.right),
  };
}

function incDec(op: '++' | '--'): LowerStmt {
  return (c, node) => ({
    kind: 'IncDecStmt',
    pos: start(c, node),
    end: end(c, node),
    op,
    x: contentExpr(c, node),
  });
}

function branch(tok: BranchStmt['tok']): LowerStmt {
  return (c, node) => {
    const pos = start(c, node);
    const stop = end(c, node);
    const label = childOfKind(c.t, node, K.label_name);
    return label < 0
      ? { kind: 'BranchStmt', pos, end: stop, tok }
      : { kind: 'BranchStmt', pos, end: stop, tok, label: ident(c, label) };
  };
}

/** The operator between left and right, `:=` or `=`; undefined when there is no left. */
function definesOrAssigns(c: Context, node: number): ':=' | '=' | undefined {
  if (childOfKind(c.t, node, K['token::=']) >= 0) return ':=';
  return childOfKind(c.t, node, K['token:=']) >= 0 ? '=' : undefined;
}

function receive(c: Context, node: number): Stmt {
  const op = definesOrAssigns(c, node);
  if (op !== undefined) return assign(c, node, op);
  const right = childWithField(c.t, node, F.right);
  if (right < 0) return { kind: 'BadStmt', pos: start(c, node), end: end(c, node) };
  return exprStmt(c, right);
}

function labeled(c: Context, node: number): Stmt {
  const pos = start(c, node);
  const stop = end(c, node);
  let label: Ident | undefined;
  let body: Stmt | undefined;
  for (let child = node + 1, last = next(c, node); child < last; child = next(c, child)) {
    const k = kind(c, child);
    if (k === K.label_name) label = ident(c, child);
    else if (k < K['token:operator'] && body === undefined) body = stmt(c, child);
  }
  return {
    kind: 'LabeledStmt',
    pos,
    end: stop,
    label: label ?? missing(pos),
    stmt: body ?? { kind: 'EmptyStmt', pos: stop, end: stop },
  };
}

function ifStmt(c: Context, node: number): IfStmt {
  const pos = start(c, node);
  const init = fieldStmt(c, node, F.initializer);
  const cond = fieldExpr(c, node, F.condition, pos + 2);
  const body = fieldBlock(c, node, F.consequence);
  const alternative = childWithField(c.t, node, F.alternative);
  let otherwise: BlockStmt | IfStmt | undefined;
  if (alternative >= 0) {
    const lowered = stmt(c, alternative);
    if (lowered.kind === 'BlockStmt' || lowered.kind === 'IfStmt') otherwise = lowered;
  }
  return {
    kind: 'IfStmt',
    pos,
    end: end(c, node),
    ...(init !== undefined && { init }),
    cond,
    body,
    ...(otherwise !== undefined && { else: otherwise }),
  };
}

function forStmt(c: Context, node: number): ForStmt | RangeStmt {
  const pos = start(c, node);
  const span = { pos, end: end(c, node) };
  const body = fieldBlock(c, node, F.body);
  const range = childOfKind(c.t, node, K.range_clause);
  if (range >= 0) return rangeStmt(c, range, span, body);
  const clause = childOfKind(c.t, node, K.for_clause);
  if (clause >= 0) {
    const init = fieldStmt(c, clause, F.initializer);
    const cond = childWithField(c.t, clause, F.condition);
    const post = fieldStmt(c, clause, F.update);
    return {
      kind: 'ForStmt',
      ...span,
      ...(init !== undefined && { init }),
      ...(cond >= 0 && { cond: expr(c, cond) }),
      ...(post !== undefined && { post }),
      body,
    };
  }
  const cond = content(c, node);
  if (cond < 0 || c.t.fields[cond] === F.body) return { kind: 'ForStmt', ...span, body };
  return { kind: 'ForStmt', ...span, cond: expr(c, cond), body };
}

function rangeStmt(
  c: Context,
  clause: number,
  span: { pos: number; end: number },
  body: BlockStmt,
): RangeStmt {
  const [key, value] = fieldExprs(c, clause, F.left);
  const op = definesOrAssigns(c, clause);
  return {
    kind: 'RangeStmt',
    ...span,
    ...(key !== undefined && { key }),
    ...(value !== undefined && { value }),
    ...(op !== undefined && { op }),
    x: fieldExpr(c, clause, F.right, end(c, clause)),
    body,
  };
}

// Clauses -----------------------------------------------------------------------------------------------------------

/** The offset after the colon of a clause whose head ends at `pos`. */
function colon(c: Context, pos: number, stop: number): number {
  const at = skipTrivia(c.t.text, pos);
  return c.t.text.charCodeAt(at) === 58 && at < stop ? at + 1 : Math.min(pos, stop);
}

function clauseBody(c: Context, node: number): Stmt[] {
  const body: Stmt[] = [];
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    const k = kind(c, child);
    if (k === K.statement_list) statements(c, child, body);
    else if (k === K.ERROR) salvage(c, child, body);
  }
  return body;
}

/** The clauses of a switch; those that an ERROR holds are kept too. */
function caseClauses(c: Context, node: number, out: CaseClause[] = []): CaseClause[] {
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    const k = kind(c, child);
    if (k === K.ERROR) caseClauses(c, child, out);
    else if (k === K.default_case || k === K.expression_case || k === K.type_case) {
      out.push(caseClause(c, child));
    }
  }
  return out;
}

function caseClause(c: Context, node: number): CaseClause {
  const pos = start(c, node);
  const isDefault = kind(c, node) === K.default_case;
  const isType = kind(c, node) === K.type_case;
  const list = isDefault ? [] : isType ? caseTypes(c, node) : fieldExprs(c, node, F.value);
  const head = isDefault ? pos + 'default'.length : (list.at(-1)?.end ?? pos + 'case'.length);
  const at = colon(c, head, end(c, node));
  const body = clauseBody(c, node);
  return { kind: 'CaseClause', pos, end: clauseEnd(at, body), list, isDefault, colon: at, body };
}

/** The grammar's clause reaches to the next one; ours, like go/ast's, ends with its last statement. */
function clauseEnd(colon: number, body: readonly Stmt[]): number {
  return body.at(-1)?.end ?? colon;
}

function caseTypes(c: Context, node: number) {
  const list = [];
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    if (c.t.fields[child] === F.type) list.push(expr(c, child));
  }
  return list;
}

function commClauses(c: Context, node: number, out: CommClause[] = []): CommClause[] {
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    const k = kind(c, child);
    if (k === K.ERROR) commClauses(c, child, out);
    else if (k === K.default_case || k === K.communication_case) out.push(commClause(c, child));
  }
  return out;
}

function commClause(c: Context, node: number): CommClause {
  const pos = start(c, node);
  const isDefault = kind(c, node) === K.default_case;
  const comm = isDefault ? undefined : fieldStmt(c, node, F.communication);
  const head = isDefault ? pos + 'default'.length : (comm?.end ?? pos + 'case'.length);
  const at = colon(c, head, end(c, node));
  const body = clauseBody(c, node);
  const span = { pos, end: clauseEnd(at, body) };
  return comm === undefined
    ? { kind: 'CommClause', ...span, colon: at, body }
    : { kind: 'CommClause', ...span, comm, colon: at, body };
}

function typeSwitch(c: Context, node: number): Stmt {
  const init = fieldStmt(c, node, F.initializer);
  const [bind] = fieldExprs(c, node, F.alias);
  return {
    kind: 'TypeSwitchStmt',
    pos: start(c, node),
    end: end(c, node),
    ...(init !== undefined && { init }),
    ...(bind?.kind === 'Ident' && { bind }),
    x: fieldExpr(c, node, F.value, start(c, node) + 6),
    clauses: caseClauses(c, node),
  };
}

function exprSwitch(c: Context, node: number): Stmt {
  const init = fieldStmt(c, node, F.initializer);
  const tag = childWithField(c.t, node, F.value);
  return {
    kind: 'SwitchStmt',
    pos: start(c, node),
    end: end(c, node),
    ...(init !== undefined && { init }),
    ...(tag >= 0 && { tag: expr(c, tag) }),
    clauses: caseClauses(c, node),
  };
}

function declStmt(c: Context, node: number): Stmt {
  const decl: GenDecl = genDecl(c, node);
  return { kind: 'DeclStmt', pos: decl.pos, end: decl.end, decl };
}

const TABLE: Readonly<Partial<Record<KindName, LowerStmt>>> = {
  block,
  const_declaration: declStmt,
  var_declaration: declStmt,
  type_declaration: declStmt,
  empty_statement: (c, node) => ({ kind: 'EmptyStmt', pos: start(c, node), end: end(c, node) }),
  expression_statement: (c, node) => {
    const x = contentExpr(c, node);
    return { kind: 'ExprStmt', pos: start(c, node), end: end(c, node), x };
  },
  send_statement: (c, node) => ({
    kind: 'SendStmt',
    pos: start(c, node),
    end: end(c, node),
    chan: fieldExpr(c, node, F.channel, start(c, node)),
    value: fieldExpr(c, node, F.value, end(c, node)),
  }),
  receive_statement: receive,
  inc_statement: incDec('++'),
  dec_statement: incDec('--'),
  assignment_statement: (c, node) => {
    const operator = childWithField(c.t, node, F.operator);
    return assign(c, node, operator < 0 ? '=' : c.name(start(c, operator), end(c, operator)));
  },
  short_var_declaration: (c, node) => assign(c, node, ':='),
  labeled_statement: labeled,
  fallthrough_statement: branch('fallthrough'),
  break_statement: branch('break'),
  continue_statement: branch('continue'),
  goto_statement: branch('goto'),
  return_statement: (c, node) => {
    const list = content(c, node);
    const isList = list >= 0 && kind(c, list) === K.expression_list;
    const results = list < 0 ? [] : isList ? exprs(c, list) : [expr(c, list)];
    return { kind: 'ReturnStmt', pos: start(c, node), end: end(c, node), results };
  },
  go_statement: (c, node) => ({
    kind: 'GoStmt',
    pos: start(c, node),
    end: end(c, node),
    call: contentExpr(c, node),
  }),
  defer_statement: (c, node) => ({
    kind: 'DeferStmt',
    pos: start(c, node),
    end: end(c, node),
    call: contentExpr(c, node),
  }),
  if_statement: ifStmt,
  for_statement: forStmt,
  expression_switch_statement: exprSwitch,
  type_switch_statement: typeSwitch,
  select_statement: (c, node) => ({
    kind: 'SelectStmt',
    pos: start(c, node),
    end: end(c, node),
    clauses: commClauses(c, node),
  }),
};

/** TABLE by kind. */
const LOWER: readonly (LowerStmt | undefined)[] = (() => {
  const out = new Array<LowerStmt | undefined>(KIND_COUNT).fill(undefined);
  for (const [name, lower] of Object.entries(TABLE)) out[K[name as KindName]] = lower;
  return out;
})();
