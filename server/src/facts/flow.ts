/**
 * In which order the code of one function body runs: a graph of points, after golang.org/x/tools/go/cfg, and the
 * questions that are asked of it, after the search of vet's lostcancel.
 *
 * "Must" and "may"
 * - `alwaysAfter`, `alwaysBefore` and `guardsOf` answer "must": on every path. `reaches` answers "may": on some path.
 *   Which way a condition goes is not known, so that a path may be one that never runs.
 * - A path that ends in a panic, in os.Exit or in another call that never returns says nothing against "always", and where
 *   all of them do so before a yes it says nothing for it either: a no is the answer where no path could say yes.
 * - Function literals have a graph of their own; here they are values. What runs when the function returns is in `deferred`.
 */
import { remembered } from '../base/remembered';
import type { DeferStmt, Expr, ForStmt, Node, RangeStmt } from '../syntax/ast';

/** A moment in the run of a body. */
export interface Point {
  readonly kind:
    /** `node` runs: a statement without statements in it, or an operand of a condition. */
    | 'run'
    /** A loop begins: `node` is the loop, none of which has run. */
    | 'loop'
    /** A turn of a `range` begins: `node` is the RangeStmt, whose key and value are assigned. */
    | 'turn'
    /** A condition has an outcome: see `guard`. */
    | 'guard'
    /** A deferred call runs, which may not have been reached; `node` is the call. */
    | 'deferred'
    /** Nothing happens. */
    | 'join';
  readonly node?: Node;
  readonly guard?: Guard;
  readonly next: readonly Point[];
  readonly before: readonly Point[];
}

/** What is known on a path: that a condition without `&&`, `||` and `!` holds, or does not. */
export interface Guard {
  readonly cond: Expr;
  /** Of a `case cond:` with a tag: what `cond` is compared with. */
  readonly equals?: Expr;
  readonly holds: boolean;
}

/** The points at which a loop goes on. */
export interface LoopPoints {
  /** The loop as a whole begins. */
  readonly enter: Point;
  /** A turn runs its body. */
  readonly body: Point;
  /** The turn is over: `continue`, and the end of the body. */
  readonly again: Point;
  /** The code after the loop. */
  readonly after: Point;
}

export interface Flow {
  readonly entry: Point;
  /** The function returns, after what is deferred. */
  readonly exit: Point;
  /** The program, the goroutine or the function ends by a call that never returns. */
  readonly halt: Point;
  /** Each `defer`, as it is reached, and the call as it runs when the function returns. */
  readonly deferred: ReadonlyMap<Point, DeferStmt>;
  /** The point at which a statement or an operand of a condition begins; undefined for what is no part of the body. */
  at(node: Node): Point | undefined;
  loop(node: ForStmt | RangeStmt): LoopPoints | undefined;
}

/** What a point says about a question: it is so, it is not so, or look further. */
export type Answer = 'yes' | 'no' | undefined;
export type Ask = (point: Point) => Answer;

/**
 * Whether every path from a point on, the point itself left out, meets a yes before a no and before the function returns.
 * A loop that is never left and never meets a yes is a path on which it does not. A `defer` of a yes is one. Where a path
 * ends in a call that never returns before it meets a yes, another one must go on after a yes.
 */
export function alwaysAfter(flow: Flow, from: Point, ask: Ask): boolean {
  const deferred = (at: Point): boolean => {
    const call = flow.deferred.get(at)?.call;
    return (
      call !== undefined && ask({ kind: 'deferred', node: call, next: [], before: [] }) === 'yes'
    );
  };
  const ended = (): boolean => {
    for (const at of flow.deferred.keys()) {
      if (!deferred(at)) continue;
      const reached = (point: Point): Answer => (point === at ? 'yes' : undefined);
      if (at === from || alwaysBefore(flow, from, reached)) return true;
    }
    return false;
  };
  const seen = new Set<Point>();
  /** Where a path is known to be right. */
  const right: Point[] = [];
  const met: Point[] = [];
  const waiting = [...from.next];
  let returns = false;
  for (let point = waiting.pop(); point !== undefined; point = waiting.pop()) {
    if (seen.has(point)) continue;
    seen.add(point);
    if (point === flow.halt) {
      right.push(point);
      continue;
    }
    if (point === flow.exit) {
      if (!ended()) return false;
      returns = true;
      right.push(point);
      continue;
    }
    const answer = point.kind === 'deferred' ? undefined : ask(point);
    if (answer === 'no') return false;
    if (answer === 'yes' || (isDefer(point) && deferred(point))) met.push(point);
    else waiting.push(...point.next);
  }
  if (returns) return true;
  if (seen.has(flow.halt)) {
    const ending = leadingOnlyTo(flow.halt);
    if (met.every((point) => ending.has(point))) return false;
  }
  right.push(...met);
  // Whatever cannot get from there to where it is right runs in circles.
  const fine = closure(right, (point) => point.before, seen);
  return fine.size === seen.size;
}

/**
 * Whether every path from the beginning to a point, the point itself left out, has met a yes after the last no; no for a
 * point that nothing leads to.
 */
export function alwaysBefore(flow: Flow, to: Point, ask: Ask): boolean {
  const seen = new Set<Point>();
  const waiting = [...to.before];
  let met = false;
  if (to === flow.entry) return false;
  for (let point = waiting.pop(); point !== undefined; point = waiting.pop()) {
    if (seen.has(point)) continue;
    seen.add(point);
    const answer = ask(point);
    if (answer === 'no' || (answer !== 'yes' && point === flow.entry)) return false;
    if (answer === 'yes') met = true;
    else waiting.push(...point.before);
  }
  return met;
}

/**
 * Whether some path leads from one point to another, neither counted, past points that are no `no`. A point leads to
 * itself only around a loop.
 */
export function reaches(from: Point, to: Point, ask: Ask = () => undefined): boolean {
  const seen = new Set<Point>();
  const waiting = [...from.next];
  for (let point = waiting.pop(); point !== undefined; point = waiting.pop()) {
    if (point === to) return true;
    if (seen.has(point) || ask(point) === 'no') continue;
    seen.add(point);
    waiting.push(...point.next);
  }
  return false;
}

/** Whether every turn of a loop that begins meets a yes before its end, however it ends. */
export function alwaysInTurn(flow: Flow, loop: ForStmt | RangeStmt, ask: Ask): boolean {
  const points = flow.loop(loop);
  if (points === undefined) return false;
  const ends = (point: Point): Answer =>
    point === points.again || point === points.after ? 'no' : ask(point);
  return ends(points.body) === 'yes' || alwaysAfter(flow, points.body, ends);
}

/** Whether the turn of a loop that a point is in is its last on every path from the point on. */
export function leavesLoop(flow: Flow, loop: ForStmt | RangeStmt, from: Point): boolean {
  const points = flow.loop(loop);
  if (points === undefined || from === points.again) return false;
  // A loop around it may begin it anew, which is another run of the loop.
  return !reaches(from, points.again, (point) => (point === points.enter ? 'no' : undefined));
}

/**
 * What every path to a point has gone through, the last first. What the conditions are about may have changed since.
 * An unreachable point has none.
 */
export function guardsOf(flow: Flow, point: Point): readonly Guard[] {
  const guards: Guard[] = [];
  const parents = remembered(trees, flow, () => dominatorsOf(flow));
  for (let at = parents.get(point); at !== undefined && at !== flow.entry; at = parents.get(at)) {
    if (at.guard !== undefined) guards.push(at.guard);
  }
  return guards;
}

function isDefer(point: Point): boolean {
  return point.node?.kind === 'DeferStmt';
}

/** The points from which every path ends at a point, that one included. */
function leadingOnlyTo(end: Point): ReadonlySet<Point> {
  const found = new Set([end]);
  for (const point of found) {
    for (const before of point.before) {
      if (before.next.every((next) => found.has(next))) found.add(before);
    }
  }
  return found;
}

function closure(
  from: readonly Point[],
  more: (point: Point) => readonly Point[],
  within: ReadonlySet<Point>,
): ReadonlySet<Point> {
  const found = new Set<Point>();
  const waiting = [...from];
  for (let point = waiting.pop(); point !== undefined; point = waiting.pop()) {
    if (found.has(point) || !within.has(point)) continue;
    found.add(point);
    waiting.push(...more(point));
  }
  return found;
}

const trees = new WeakMap<Flow, ReadonlyMap<Point, Point>>();

/** The nearest point that every path to a point goes through: Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm". */
function dominatorsOf(flow: Flow): ReadonlyMap<Point, Point> {
  const order = reversePostorder(flow.entry);
  const number = new Map(order.map((point, i) => [point, i]));
  const parents = new Map<Point, Point>([[flow.entry, flow.entry]]);
  const numberOf = (point: Point): number => number.get(point) ?? -1;
  const meet = (a: Point, b: Point): Point => {
    let [x, y] = [a, b];
    while (x !== y) {
      if (numberOf(x) > numberOf(y)) x = parents.get(x) ?? flow.entry;
      else y = parents.get(y) ?? flow.entry;
    }
    return x;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const point of order) {
      if (point === flow.entry) continue;
      let parent: Point | undefined;
      for (const before of point.before) {
        if (parents.has(before)) parent = parent === undefined ? before : meet(parent, before);
      }
      if (parent === undefined || parents.get(point) === parent) continue;
      parents.set(point, parent);
      changed = true;
    }
  }
  return parents;
}

function reversePostorder(entry: Point): readonly Point[] {
  const done: Point[] = [];
  const seen = new Set([entry]);
  const stack: { readonly point: Point; at: number }[] = [{ point: entry, at: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.point.next[top.at++];
    if (next === undefined) {
      done.push(top.point);
      stack.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      stack.push({ point: next, at: 0 });
    }
  }
  return done.reverse();
}
