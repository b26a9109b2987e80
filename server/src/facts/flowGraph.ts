/** Builds the graph of flow.ts from a function's body. Half-typed code gives a graph all the same. */
import type {
  BlockStmt,
  DeferStmt,
  Expr,
  ForStmt,
  IfStmt,
  Node,
  RangeStmt,
  SelectStmt,
  Stmt,
  SwitchStmt,
  TypeSwitchStmt,
} from '../syntax/ast';
import { unparen } from './expressions';
import type { Flow, Guard, LoopPoints, Point } from './flow';

/** A point while its neighbours are not all known. */
interface Open extends Point {
  readonly next: Open[];
  readonly before: Open[];
}

/** Where `break` and `continue` lead, and `goto` of the label before the statement. */
interface Target {
  readonly label: string | undefined;
  readonly breakTo: Open;
  readonly continueTo?: Open;
}

interface Builder {
  /** Where the next statement begins; undefined after a jump. */
  current: Open | undefined;
  readonly halt: Open;
  /** Where `return` leads: to what is deferred. */
  readonly returned: Open;
  readonly at: Map<Node, Open>;
  readonly loops: Map<Node, LoopPoints>;
  readonly deferred: Map<Point, DeferStmt>;
  readonly targets: Target[];
  readonly labels: Map<string, Open>;
  /** The label of the statement at hand. */
  label: string | undefined;
  /** The body of the next clause. */
  fallthroughTo: Open | undefined;
  readonly ends: (call: Expr) => boolean;
}

/** @param ends whether an expression is a call that never returns */
export function buildFlow(body: BlockStmt, ends: (call: Expr) => boolean): Flow {
  const entry = open('join');
  const exit = open('join');
  const b: Builder = {
    current: entry,
    halt: open('join'),
    returned: open('join'),
    at: new Map(),
    loops: new Map(),
    deferred: new Map(),
    targets: [],
    labels: new Map(),
    label: undefined,
    fallthroughTo: undefined,
    ends,
  };
  statements(b, body.list);
  jump(b, b.returned);
  let last = b.returned;
  for (const statement of [...b.deferred.values()].reverse()) {
    const past = open('join');
    b.current = last;
    run(b, 'deferred', statement.call);
    jump(b, past);
    link(last, past);
    last = past;
  }
  link(last, exit);
  const { at, loops, halt, deferred } = b;
  return {
    entry,
    exit,
    halt,
    deferred,
    at: (node) => at.get(node),
    loop: (node) => loops.get(node),
  };
}

function open(kind: Point['kind'], more: Pick<Point, 'node' | 'guard'> = {}): Open {
  return { kind, ...more, next: [], before: [] };
}

function link(from: Open, to: Open): void {
  from.next.push(to);
  to.before.push(from);
}

/** Ends the path at hand by going on elsewhere. */
function jump(b: Builder, to: Open): void {
  if (b.current !== undefined) link(b.current, to);
  b.current = undefined;
}

/** Goes on at a point that others lead to as well. */
function arrive(b: Builder, at: Open): void {
  jump(b, at);
  b.current = at;
}

/** Adds a point to the path at hand; code that nothing leads to gets points all the same. */
function run(b: Builder, kind: Point['kind'], node: Node): Open {
  const point = open(kind, { node });
  arrive(b, point);
  if (!b.at.has(node)) b.at.set(node, point);
  return point;
}

function statements(b: Builder, list: readonly Stmt[]): void {
  for (const stmt of list) statement(b, stmt);
}

function statement(b: Builder, stmt: Stmt): void {
  const { label } = b;
  b.label = undefined;
  switch (stmt.kind) {
    case 'BlockStmt':
      begin(b, stmt);
      statements(b, stmt.list);
      return;
    case 'LabeledStmt':
      arrive(b, labelled(b, stmt.label.name));
      b.at.set(stmt, b.current as Open);
      b.label = stmt.label.name;
      statement(b, stmt.stmt);
      b.label = undefined;
      return;
    case 'IfStmt':
      ifStatement(b, stmt);
      return;
    case 'ForStmt':
      forStatement(b, stmt, label);
      return;
    case 'RangeStmt':
      rangeStatement(b, stmt, label);
      return;
    case 'SwitchStmt':
    case 'TypeSwitchStmt':
      switchStatement(b, stmt, label);
      return;
    case 'SelectStmt':
      selectStatement(b, stmt, label);
      return;
    case 'ReturnStmt':
      run(b, 'run', stmt);
      jump(b, b.returned);
      return;
    case 'BranchStmt':
      run(b, 'run', stmt);
      jump(b, branchTarget(b, stmt.tok, stmt.label?.name));
      return;
    case 'DeferStmt':
      b.deferred.set(run(b, 'run', stmt), stmt);
      return;
    case 'ExprStmt':
      run(b, 'run', stmt);
      if (b.ends(stmt.x)) jump(b, b.halt);
      return;
    default:
      run(b, 'run', stmt);
  }
}

/** Remembers where a statement with statements in it begins. */
function begin(b: Builder, node: Node): Open {
  const point = open('join');
  arrive(b, point);
  b.at.set(node, point);
  return point;
}

function labelled(b: Builder, name: string): Open {
  const point = b.labels.get(name) ?? open('join');
  b.labels.set(name, point);
  return point;
}

/** Where a jump leads; out of the function where nothing says so, as while it is typed. */
function branchTarget(b: Builder, tok: string, label: string | undefined): Open {
  if (tok === 'goto') return label === undefined ? b.returned : labelled(b, label);
  if (tok === 'fallthrough') return b.fallthroughTo ?? b.returned;
  for (let i = b.targets.length - 1; i >= 0; i--) {
    const target = b.targets[i];
    if (target === undefined || (label !== undefined && target.label !== label)) continue;
    if (tok === 'continue') {
      if (target.continueTo !== undefined) return target.continueTo;
    } else return target.breakTo;
  }
  return b.returned;
}

/** Adds the code in which `break` and `continue` mean a statement. */
function within(b: Builder, target: Target, code: () => void): void {
  b.targets.push(target);
  code();
  b.targets.pop();
}

/** Evaluates a condition, operand by operand, and goes on at one of two points. */
function condition(b: Builder, expr: Expr, holds: Open, fails: Open): void {
  const plain = unparen(expr);
  if (plain.kind === 'UnaryExpr' && plain.op === '!') {
    condition(b, plain.x, fails, holds);
    return;
  }
  if (plain.kind === 'BinaryExpr' && (plain.op === '&&' || plain.op === '||')) {
    const between = open('join');
    if (plain.op === '&&') condition(b, plain.x, between, fails);
    else condition(b, plain.x, holds, between);
    b.current = between;
    condition(b, plain.y, holds, fails);
    return;
  }
  run(b, 'run', plain);
  if (b.ends(plain)) jump(b, b.halt);
  if (plain.kind === 'Ident' && plain.name === 'true') {
    jump(b, holds);
    return;
  }
  outcome(b, { cond: plain, holds: true }, holds);
  outcome(b, { cond: plain, holds: false }, fails);
  b.current = undefined;
}

/** One way to go on from the point at hand. */
function outcome(b: Builder, guard: Guard, to: Open): void {
  if (b.current === undefined) return;
  const point = open('guard', { guard });
  link(b.current, point);
  link(point, to);
}

function ifStatement(b: Builder, first: IfStmt): void {
  const after = open('join');
  // A chain of `else if` may be long.
  for (let stmt: IfStmt | BlockStmt | undefined = first; stmt !== undefined;) {
    begin(b, stmt);
    if (stmt.kind === 'BlockStmt') {
      statements(b, stmt.list);
      break;
    }
    if (stmt.init !== undefined) statement(b, stmt.init);
    const body = open('join');
    const otherwise = open('join');
    condition(b, stmt.cond, body, otherwise);
    b.current = body;
    statement(b, stmt.body);
    jump(b, after);
    b.current = otherwise;
    stmt = stmt.else;
  }
  arrive(b, after);
}

function forStatement(b: Builder, stmt: ForStmt, label: string | undefined): void {
  const [head, body, again, after] = [open('join'), open('join'), open('join'), open('join')];
  const enter = run(b, 'loop', stmt);
  b.loops.set(stmt, { enter, body, again, after });
  if (stmt.init !== undefined) statement(b, stmt.init);
  arrive(b, head);
  if (stmt.cond === undefined) jump(b, body);
  else condition(b, stmt.cond, body, after);
  b.current = body;
  within(b, { label, breakTo: after, continueTo: again }, () => {
    statement(b, stmt.body);
  });
  arrive(b, again);
  if (stmt.post !== undefined) statement(b, stmt.post);
  jump(b, head);
  b.current = after;
}

function rangeStatement(b: Builder, stmt: RangeStmt, label: string | undefined): void {
  const [head, again, after] = [open('join'), open('join'), open('join')];
  const enter = run(b, 'loop', stmt);
  run(b, 'run', stmt.x);
  arrive(b, head);
  const body = run(b, 'turn', stmt);
  link(head, after);
  b.loops.set(stmt, { enter, body, again, after });
  within(b, { label, breakTo: after, continueTo: again }, () => {
    statement(b, stmt.body);
  });
  arrive(b, again);
  jump(b, head);
  b.current = after;
}

function switchStatement(
  b: Builder,
  stmt: SwitchStmt | TypeSwitchStmt,
  label: string | undefined,
): void {
  begin(b, stmt);
  if (stmt.init !== undefined) statement(b, stmt.init);
  const tag = stmt.kind === 'SwitchStmt' ? stmt.tag : stmt.x;
  if (tag !== undefined) run(b, 'run', tag);
  const after = open('join');
  const bodies = stmt.clauses.map(() => open('join'));
  stmt.clauses.forEach(({ list, isDefault }, i) => {
    const body = bodies[i] ?? after;
    if (isDefault) return;
    for (const expr of list) {
      const other = open('join');
      if (stmt.kind === 'SwitchStmt' && tag === undefined) condition(b, expr, body, other);
      else if (stmt.kind === 'SwitchStmt') {
        run(b, 'run', expr);
        const equals = tag === undefined ? {} : { equals: tag };
        outcome(b, { cond: expr, ...equals, holds: true }, body);
        outcome(b, { cond: expr, ...equals, holds: false }, other);
      } else if (b.current !== undefined) {
        link(b.current, body);
        link(b.current, other);
      }
      b.current = other;
    }
  });
  jump(b, bodies[stmt.clauses.findIndex(({ isDefault }) => isDefault)] ?? after);
  const outer = b.fallthroughTo;
  within(b, { label, breakTo: after }, () => {
    stmt.clauses.forEach((clause, i) => {
      const body = bodies[i] ?? after;
      b.current = body;
      b.at.set(clause, body);
      b.fallthroughTo = bodies[i + 1];
      statements(b, clause.body);
      jump(b, after);
    });
  });
  b.fallthroughTo = outer;
  b.current = after;
}

function selectStatement(b: Builder, stmt: SelectStmt, label: string | undefined): void {
  begin(b, stmt);
  // Channels and values to send are evaluated before it waits, those of all clauses.
  for (const operand of stmt.clauses.flatMap(({ comm }) => operandsOf(comm))) {
    run(b, 'run', operand);
    if (b.ends(operand)) jump(b, b.halt);
  }
  const waits = b.current;
  const after = open('join');
  within(b, { label, breakTo: after }, () => {
    for (const clause of stmt.clauses) {
      b.current = waits;
      begin(b, clause);
      if (clause.comm !== undefined) statement(b, clause.comm);
      statements(b, clause.body);
      jump(b, after);
    }
  });
  b.current = after;
}

/** What a clause of a select evaluates whether it is chosen or not, in source order. */
function operandsOf(comm: Stmt | undefined): readonly Expr[] {
  if (comm?.kind === 'SendStmt') return [comm.chan, comm.value];
  const receives =
    comm?.kind === 'ExprStmt' ? comm.x : comm?.kind === 'AssignStmt' ? comm.rhs[0] : undefined;
  const plain = receives && unparen(receives);
  return plain?.kind === 'UnaryExpr' && plain.op === '<-' ? [plain.x] : [];
}
