/**
 * Whether the slots that a shortened slice leaves after its end are cleared, overwritten, or let go of with their array,
 * on every path. "Must" where an answer is yes by the order of the code; where it is not known which slot a statement
 * zeroes, it counts as the freed one, so that what is told is certain.
 */
import { remembered } from '../base/remembered';
import type { CallExpr, Expr, ForStmt, FuncDecl, FuncLit, Node, RangeStmt } from '../syntax/ast';
import { encloses } from '../syntax/spans';
import { forEachChild } from '../syntax/walk';
import { underlying } from '../types/basic';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import type { Amount } from './amount';
import { constant, isNatural, minus, plus, replaceUnit, unit, ZERO } from './amount';
import { callOf, isNew } from './calls';
import { calleeOf, isNil, unparen, variableOf } from './expressions';
import type { SliceDelete } from './facts';
import { originOf } from './facts';
import type { Answer, Ask, Flow, Point } from './flow';
import { alwaysAfter, alwaysBefore, alwaysInTurn } from './flow';
import { flowAt, flowOf, pointOf } from './flows';
import { ownFunction, parametersOf, placeOf as declaredAt } from './functions';
import { onlyValue } from './locals';
import type { Place } from './place';
import { isWithin, placeOf, samePlace } from './place';
import type { Length, Scene, View } from './view';
import { amountOf, sameUnit, viewOf } from './view';

/** What a statement does to the slots of the array. */
type Effect =
  /** Every slot is freed: the array is let go of. */
  | 'all'
  /** Slots of the array get another value. */
  | View;

/** The slots that are freed, seen from where the code stands. */
interface Search extends Scene {
  readonly flow: Flow;
  /** How many slots are freed; the unit `count` where it is not known. */
  readonly count: Amount;
  /** The first deleted slot, as it is written at the deletion. */
  readonly from?: Amount;
  /** How many calls have been looked into on the way. */
  readonly depth: number;
  /** Between a copy that moves the elements down and what shortens the slice. */
  readonly before?: boolean;
  readonly effects: Map<Point, readonly Effect[]>;
}

/** How deep calls are looked into. */
const MOST_CALLS = 2;

/** How many slots are asked about one by one. */
const MOST_SLOTS = 8n;

/** How many deletions of one function are looked into, so that the work grows with its size; the others are taken to be fine. */
const MOST_DELETES = 16;

const answers = new WeakMap<Flow, Map<Node, boolean>>();

export function freedSlotsAreCleared(
  info: PackageInfo,
  deletion: SliceDelete,
  count: bigint | undefined,
): boolean {
  const { path, statement } = deletion;
  const flow = flowAt(info, path);
  if (flow === undefined) return false;
  const known = answers.get(flow) ?? new Map<Node, boolean>();
  answers.set(flow, known);
  let answer = known.get(statement);
  if (answer === undefined) {
    if (known.size >= MOST_DELETES) return true;
    answer = areCleared(info, flow, deletion, count);
    known.set(statement, answer);
  }
  return answer;
}

function areCleared(
  info: PackageInfo,
  flow: Flow,
  deletion: SliceDelete,
  count: bigint | undefined,
): boolean {
  const { path, statement } = deletion;
  const slice = placeOf(info, path, deletion.slice);
  const at = pointOf(flow, path, statement);
  if (slice === undefined || at === undefined) return false;
  const lengths = new Map<Node, Length>();
  const lengthAt = (assignment: Node): Length =>
    remembered(lengths, assignment, () => {
      const point = flow.at(assignment);
      const first =
        point === undefined
          ? assignment.pos < statement.pos
          : alwaysBefore(flow, at, (p) => (p === point ? 'yes' : undefined));
      return first ? 'old' : 'now';
    });
  const scene: Search = {
    ...{ info, path, slice, length: 'now', lengthAt, given: new Map(), flow, depth: 0 },
    count: count === undefined ? unit('count') : constant(count),
    effects: new Map(),
  };
  const search: Search = { ...scene, from: amountOf({ ...scene, length: 'old' }, deletion.from) };
  const slots = slotsOf(search);
  const again = (point: Point): Answer => (point === at ? 'no' : undefined);
  const after = (ask: Ask): boolean => alwaysAfter(flow, at, ask);
  if (slots.every((slot) => after((point) => again(point) ?? covers(search, point, slot))))
    return true;
  // What clears everything up to a length from before a loop clears what each of its turns has freed.
  if (after((point) => (sweeps(search, point) ? 'yes' : undefined))) return true;
  const moved = deletion.copy && flow.at(deletion.copy);
  if (moved === undefined) return false;
  const earlier: Search = { ...search, length: 'old', before: true, effects: new Map() };
  const isMove = (point: Point): Answer => (point === moved ? 'no' : undefined);
  return slots.every((slot) =>
    alwaysBefore(flow, at, (point) => isMove(point) ?? covers(earlier, point, slot)),
  );
}

// Slots --------------------------------------------------------------------------------------------------------------

/** The freed slots one by one; all at once where there are many, or nobody knows how many. */
function slotsOf({ count }: Search): readonly View[] {
  const whole = { low: unit('now'), high: unit('old') };
  if (count.terms.length > 0 || count.constant > MOST_SLOTS) return [whole];
  return Array.from({ length: Number(count.constant) }, (_, i) => {
    const low = { ...unit('now'), constant: BigInt(i) };
    return { low, high: { ...low, constant: BigInt(i) + 1n } };
  });
}

/** Whether an amount is at least another; undefined where it depends. */
function atLeast({ info, count }: Search, a: Amount, b: Amount): boolean | undefined {
  const same = sameUnit(info);
  const spare = plus(unit('old'), unit('spare'), same);
  const plain = replaceUnit(minus(a, b, same), 'cap', spare, same);
  const short = replaceUnit(plain, 'now', minus(unit('old'), count, same), same);
  return isNatural(short, { old: 1n, spare: 0n, count: 1n });
}

/** Whether slots are among others, or may be. */
function mayContain(search: Search, view: View, slots: View): boolean {
  return (
    atLeast(search, slots.low, view.low) !== false &&
    atLeast(search, view.high, slots.high) !== false
  );
}

function covers(search: Search, point: Point, slots: View): Answer {
  return effectsOf(search, point).some(
    (effect) => effect === 'all' || mayContain(search, effect, slots),
  )
    ? 'yes'
    : undefined;
}

function sweeps(search: Search, point: Point): boolean {
  const freed = { low: unit('now'), high: unit('old') };
  return effectsOf(search, point).some((effect) => {
    if (effect === 'all') return true;
    const fixed = effect.high.terms.some(({ unit: of }) => of === 'old' || of === 'cap');
    return fixed && mayContain(search, effect, freed);
  });
}

// Effects ------------------------------------------------------------------------------------------------------------

function effectsOf(search: Search, point: Point): readonly Effect[] {
  const known = search.effects.get(point);
  if (known !== undefined) return known;
  const found: Effect[] = [];
  const { node, kind } = point;
  if (
    node !== undefined &&
    kind === 'loop' &&
    (node.kind === 'ForStmt' || node.kind === 'RangeStmt')
  ) {
    const effect = loopEffect(search, node);
    if (effect !== undefined) found.push(effect);
  } else if (node !== undefined && kind !== 'turn') {
    const scene = whenDeferred(search, node);
    forEachRun(node, (inner) => {
      found.push(...effectsOfNode(scene, inner));
    });
  }
  search.effects.set(point, found);
  return found;
}

/** Of a deferred call: its operands are evaluated by the defer. */
function whenDeferred(search: Search, call: Node): Search {
  for (const statement of search.flow.deferred.values()) {
    if (statement.call === call) return { ...search, length: search.lengthAt(statement) };
  }
  return search;
}

/** Visits what certainly runs when a node runs: no right side of `&&`, no body of a function literal. */
function forEachRun(node: Node, visit: (node: Node) => void): void {
  visit(node);
  if (node.kind === 'FuncLit') return;
  if (node.kind === 'DeferStmt') {
    const call = unparen(node.call);
    if (call.kind === 'CallExpr') for (const arg of call.args) forEachRun(arg, visit);
    return;
  }
  if (node.kind === 'BinaryExpr' && (node.op === '&&' || node.op === '||')) {
    forEachRun(node.x, visit);
    return;
  }
  forEachChild(node, (child) => {
    forEachRun(child, visit);
  });
}

function effectsOfNode(search: Search, node: Node): readonly Effect[] {
  if (node.kind === 'AssignStmt') {
    return node.lhs.flatMap((left, i) => {
      const value = node.lhs.length === node.rhs.length ? node.rhs[i] : undefined;
      return assignmentEffect(search, left, value, node.op) ?? [];
    });
  }
  return node.kind === 'CallExpr' ? callEffects(search, node) : [];
}

/** `x[i] = v`, `x[i].f = nil`, or another array for x. */
function assignmentEffect(
  search: Search,
  left: Expr,
  value: Expr | undefined,
  op: string,
): Effect | undefined {
  const { info, path, slice } = search;
  const target = unparen(left);
  if (op !== '=') return undefined;
  const place = placeOf(info, path, target);
  if (place !== undefined && samePlace(info, place, slice)) return value && newValue(search, value);
  if (place !== undefined && isWithin(info, slice, place) && place.steps.length > 0) {
    // What holds the slice gets another value.
    return value !== undefined && mentionsNoCall(value) ? 'all' : undefined;
  }
  const element = target.kind === 'SelectorExpr' ? unparen(target.x) : target;
  if (element.kind !== 'IndexExpr' || element.indices.length !== 1) return undefined;
  const view = viewOf(search, element.x);
  const [index] = element.indices;
  if (view === undefined || index === undefined) return undefined;
  const same = sameUnit(info);
  const slot = plus(view.low, amountOf(search, index), same);
  // An index is less than the length of what it is an index of.
  const next = { ...slot, constant: slot.constant + 1n };
  if (atLeast(search, unit('now'), view.high) === true) return undefined;
  const found = { low: slot, high: next };
  const moves = slot.terms.some(({ unit: of }) => of === 'turn');
  if (moves || isCertain(search, found)) return found;
  // The first slot that was deleted is filled again.
  const deleted = search.from && minus(slot, search.from, same);
  if (deleted?.terms.length === 0 && deleted.constant <= 0n) return undefined;
  const zero = value !== undefined && isZero(search, value);
  return zero ? { low: unit('now'), high: view.high } : undefined;
}

/** Whether it is known where slots lie among the freed ones. */
function isCertain(search: Search, { low, high }: View): boolean {
  return (
    atLeast(search, low, unit('now')) !== undefined &&
    atLeast(search, unit('old'), high) !== undefined
  );
}

function mentionsNoCall(value: Expr): boolean {
  let calls = false;
  forEachRun(value, (node) => {
    calls ||= node.kind === 'CallExpr';
  });
  return !calls;
}

function isZero({ info, path }: Search, value: Expr): boolean {
  const plain = unparen(value);
  if (isNilValue(info, plain)) return true;
  if (plain.kind === 'CompositeLit') return plain.elts.length === 0;
  if (plain.kind === 'StarExpr') return true;
  const known = info.constOf(plain);
  if (known !== undefined) return known === 0n || known === '' || known === false || known === 0;
  const local = plain.kind === 'Ident' ? variableOf(info, plain) : undefined;
  const made = local && onlyValue(info, path, local);
  return made !== undefined && (made.value === undefined || isNilValue(info, made.value));
}

/** `nil`, `(*T)(nil)`, `[]T(nil)`. */
function isNilValue(info: PackageInfo, value: Expr): boolean {
  const plain = unparen(value);
  if (plain.kind !== 'CallExpr' || !info.isType(plain.fun)) return isNil(info, plain);
  const [converted] = plain.args;
  return converted !== undefined && isNil(info, converted);
}

/** What a new value of the slice means for its array. */
function newValue(search: Search, value: Expr): Effect | undefined {
  const { info, path } = search;
  const plain = unparen(value);
  if (plain.kind === 'CallExpr' && info.builtinOf(plain) === 'append')
    return appended(search, plain);
  if (isNewArray(info, plain)) return 'all';
  const longerBy = plain.kind === 'CallExpr' ? callOf(info, plain)?.longerBy : undefined;
  if (plain.kind === 'CallExpr' && longerBy !== undefined) {
    const [first] = plain.args;
    if (first === undefined) return undefined;
    if (viewOf(search, first) === undefined) return isOther(search, first) ? 'all' : undefined;
    const more = plain.args.length - longerBy;
    return { low: unit('now'), high: grown(search, unit('now'), more, plain.ellipsis) };
  }
  // Another variable's array.
  const place = placeOf(info, path, plain);
  const other = place !== undefined && viewOf(search, plain) === undefined;
  return other && place.root.role !== 'local' ? 'all' : undefined;
}

function grown({ info }: Search, length: Amount, by: number, unknown: boolean): Amount {
  const same = sameUnit(info);
  // What is appended from elsewhere is taken to be enough.
  return unknown ? unit('old') : plus(length, constant(BigInt(by)), same);
}

/** `x = append(x, v)` overwrites as many slots after the length as it adds elements. */
function appended(search: Search, call: CallExpr): Effect | undefined {
  const [first] = call.args;
  if (first === undefined) return undefined;
  const length = lengthOf(search, call);
  const view = baseView(search, first);
  if (view === undefined) {
    // The array of something else: new, or that of another variable.
    return isOther(search, first) ? 'all' : undefined;
  }
  if (unparen(first).kind === 'SliceExpr' && isCapped(first)) return 'all';
  if (length === undefined) return { low: unit('now'), high: unit('old') };
  return { low: unit('now'), high: length };
}

/** `x[:i:i]`, to which nothing can be appended in place. */
function isCapped(expr: Expr): boolean {
  const plain = unparen(expr);
  return plain.kind === 'SliceExpr' && plain.slice3;
}

function isOther(search: Search, first: Expr): boolean {
  const plain = unparen(first);
  if (isNewArray(search.info, plain)) return true;
  const inner = plain.kind === 'SliceExpr' ? plain.x : plain;
  const place = placeOf(search.info, search.path, inner);
  return place !== undefined && place.root.role !== 'local';
}

/** The view that a chain of appends begins with. */
function baseView(search: Search, expr: Expr): View | undefined {
  const plain = unparen(expr);
  if (plain.kind === 'CallExpr' && search.info.builtinOf(plain) === 'append') {
    return plain.args[0] && baseView(search, plain.args[0]);
  }
  return viewOf(search, plain);
}

/** The length of a slice; undefined where nobody can tell. */
function lengthOf(search: Search, expr: Expr): Amount | undefined {
  const { info } = search;
  const same = sameUnit(info);
  const plain = unparen(expr);
  if (plain.kind === 'CompositeLit') return constant(BigInt(plain.elts.length));
  if (plain.kind === 'CallExpr' && info.builtinOf(plain) === 'append') {
    const [first, ...more] = plain.args;
    const length = first && lengthOf(search, first);
    if (length === undefined) return undefined;
    if (!plain.ellipsis) return plus(length, constant(BigInt(more.length)), same);
    const tail = more[0] && lengthOf(search, more[0]);
    return tail && plus(length, tail, same);
  }
  const view = viewOf(search, plain);
  return view && minus(view.high, view.low, same);
}

/** Whether a value for the slice has an array of its own: nil, `make`, a literal, `append([]T(nil), x...)`, `slices.Clone(x)`. */
function isNewArray(info: PackageInfo, value: Expr): boolean {
  const plain = unparen(value);
  if (plain.kind === 'CompositeLit' || isNil(info, plain)) return true;
  if (plain.kind !== 'CallExpr') return false;
  const builtin = info.builtinOf(plain);
  const [first] = plain.args;
  if (builtin === 'append') return first !== undefined && isNewArray(info, first);
  return isNew(callOf(info, plain)) || isNilValue(info, plain);
}

// Loops --------------------------------------------------------------------------------------------------------------

/** What all turns of a loop zero together, taken to be slots in a row. */
function loopEffect(search: Search, loop: ForStmt | RangeStmt): Effect | undefined {
  const { info, flow } = search;
  const same = sameUnit(info);
  const turns = turnsOf(search, loop);
  if (turns === undefined) return undefined;
  const inner: Search = {
    ...search,
    effects: new Map(),
    given: new Map(search.given).set(turns.counter, unit('turn')),
  };
  let effect: Effect | undefined;
  const always = alwaysInTurn(flow, loop, (point) => {
    if (point.kind === 'loop') return undefined;
    for (const found of effectsOf(inner, point)) {
      if (found === 'all') continue;
      const { low, high } = found;
      if (low.terms.some(({ unit: of, times }) => of === 'turn' && times === 1n)) {
        const first = replaceUnit(low, 'turn', turns.low, same);
        effect = { low: first, high: replaceUnit(high, 'turn', turns.last, same) };
        return 'yes';
      }
      // A slot that is the same in each turn is none of those that the loop is there for.
      if (isCertain(search, found)) continue;
      effect = found;
      return 'yes';
    }
    return undefined;
  });
  return always ? effect : undefined;
}

interface Turns {
  readonly counter: Var;
  readonly low: Amount;
  readonly last: Amount;
}

/** The values that the variable of a counting loop takes. */
function turnsOf(search: Search, loop: ForStmt | RangeStmt): Turns | undefined {
  const { info } = search;
  const same = sameUnit(info);
  const one = constant(1n);
  if (loop.kind === 'RangeStmt') {
    const counter = loop.key && variableOf(info, loop.key);
    if (counter === undefined) return undefined;
    const view = viewOf(search, loop.x);
    // What is neither a number nor a part of the array stands for its unknown length.
    const length = view === undefined ? amountOf(search, loop.x) : minus(view.high, view.low, same);
    return { counter, low: ZERO, last: minus(length, one, same) };
  }
  const { init, cond, post } = loop;
  if (cond === undefined) return undefined;
  const plain = unparen(cond);
  if (plain.kind !== 'BinaryExpr') return undefined;
  const counted = post?.kind === 'IncDecStmt' ? post.x : plain.x;
  const counter = variableOf(info, counted);
  if (counter === undefined) return undefined;
  const start =
    init?.kind === 'AssignStmt'
      ? init.rhs[init.lhs.findIndex((x) => variableOf(info, x) === counter)]
      : undefined;
  const first = start === undefined ? unit(counted) : amountOf(search, start);
  const isLeft = variableOf(info, plain.x) === counter;
  const bound = amountOf(search, isLeft ? plain.y : plain.x);
  const op = isLeft ? plain.op : (FLIPPED[plain.op] ?? plain.op);
  switch (op) {
    case '<':
    case '!=':
      return { counter, low: first, last: minus(bound, one, same) };
    case '<=':
      return { counter, low: first, last: bound };
    case '>=':
      return { counter, low: bound, last: first };
    case '>':
      return { counter, low: plus(bound, one, same), last: first };
    default:
      return undefined;
  }
}

const FLIPPED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

// Calls --------------------------------------------------------------------------------------------------------------

function callEffects(search: Search, call: CallExpr): readonly Effect[] {
  const { info, path, slice } = search;
  const builtin = info.builtinOf(call);
  const [first] = call.args;
  if (builtin !== undefined) {
    if (first === undefined) return [];
    const writes = builtin === 'clear' || (builtin === 'copy' && search.before !== true);
    const view = writes ? viewOf(search, first) : undefined;
    if (view !== undefined) return atLeast(search, unit('now'), view.high) === true ? [] : [view];
    if (builtin !== 'delete') return [];
    const map = placeOf(info, path, first);
    const index = call.args[1];
    if (map === undefined || index === undefined) return [];
    const element = { root: map.root, steps: [...map.steps, { kind: 'index' as const, index }] };
    return isWithin(info, slice, element) ? ['all'] : [];
  }
  if (search.depth >= MOST_CALLS || info.isType(call.fun)) return [];
  const literal = literalOf(search, call.fun);
  if (literal !== undefined) return bodyEffects(search, literal, call);
  const decl = ownFunction(info, calleeOf(call));
  const own = decl === undefined ? [] : bodyEffects(search, decl, call);
  // A literal that is handed on is taken to be called.
  const handed = call.args.flatMap((arg) => {
    const literal = literalOf(search, arg);
    return literal === undefined ? [] : bodyEffects(search, literal, undefined);
  });
  return [...own, ...handed];
}

/** The function literal that an expression is, or that a local of that name holds. */
function literalOf({ info, path }: Search, expr: Expr): FuncLit | undefined {
  const plain = unparen(expr);
  if (plain.kind === 'FuncLit') return plain;
  const local = plain.kind === 'Ident' ? variableOf(info, plain) : undefined;
  const value = local && onlyValue(info, path, local)?.value;
  const made = value && unparen(value);
  return made?.kind === 'FuncLit' ? made : undefined;
}

/** What a called function does on all of its paths to the slots, those freed ones that it covers as far as they are told apart. */
function bodyEffects(
  search: Search,
  func: FuncDecl | FuncLit,
  call: CallExpr | undefined,
): readonly Effect[] {
  const inside =
    func.kind === 'FuncLit' ? insideOfLiteral(search, func, call) : insideOf(search, func, call);
  if (inside === undefined) return [];
  const flow = flowOf(search.info, func);
  if (flow === undefined) return [];
  const own: Search = { ...inside, flow, depth: search.depth + 1, effects: new Map() };
  return slotsOf(own).filter((slot) =>
    alwaysAfter(flow, flow.entry, (point) => covers(own, point, slot)),
  );
}

/** How the slice is reached in a function that is called; undefined where it cannot be. */
function insideOf(search: Search, decl: FuncDecl, call: CallExpr | undefined): Search | undefined {
  const { info, slice, path } = search;
  if (call === undefined) return undefined;
  const obj = info.objectOf(decl.name);
  const file = obj && declaredAt(info, obj)?.file;
  if (file === undefined) return undefined;
  const given = new Map<Var, View | Amount>();
  let inner: Place | undefined = slice.root.role === 'package' ? slice : undefined;
  const bind = (param: Var, arg: Expr): void => {
    const plain = unparen(arg);
    const value = standsFor(search, param, plain);
    if (value !== undefined) {
      given.set(param, value);
      return;
    }
    const target = plain.kind === 'UnaryExpr' && plain.op === '&' ? plain.x : plain;
    const place = placeOf(info, path, target);
    if (place === undefined || !isWithin(info, slice, place)) return;
    const rest = slice.steps.slice(place.steps.length);
    const deref = target !== plain && rest[0]?.kind !== 'field' ? [{ kind: 'deref' as const }] : [];
    inner = { root: param, steps: [...deref, ...rest] };
  };
  const callee = calleeOf(call);
  const receiver = decl.recv?.names[0];
  const self = receiver && variableOf(info, receiver);
  if (self !== undefined && callee.kind === 'SelectorExpr') bind(self, callee.x);
  giveEach(info, decl, call, bind);
  if (inner === undefined && given.size === 0) return undefined;
  const isView = [...given.values()].some((value) => 'low' in value);
  const mentions = (): boolean =>
    inner !== undefined && file.text.slice(decl.pos, decl.end).includes(lastName(inner));
  // What is called from there may mention the slice.
  const goesOn = inner !== undefined && search.depth + 1 < MOST_CALLS;
  if (!isView && !goesOn && !mentions()) return undefined;
  return {
    ...search,
    ...{
      path: [decl],
      given,
      slice: inner ?? NOWHERE,
      length: lengthInside(search),
      lengthAt: () => lengthInside(search),
    },
  };
}

/** The name that whoever writes the place must write. */
function lastName({ root, steps }: Place): string {
  const last = [...steps].reverse().find((step) => step.kind === 'field');
  return last?.field.name ?? root.name;
}

/** A place that no expression denotes. */
const NOWHERE: Place = {
  root: {
    kind: 'var',
    name: '',
    pkg: '',
    role: 'local',
    embedded: false,
    type: () => ({ kind: 'unknown', reason: '' }),
  },
  steps: [],
};

/** A literal sees what is around it, and its parameters stand for what a call gives them. */
function insideOfLiteral(search: Search, func: FuncLit, call: CallExpr | undefined): Search {
  const given = new Map(search.given);
  const give = (param: Var, arg: Expr): void => {
    const value = standsFor(search, param, arg);
    if (value !== undefined) given.set(param, value);
  };
  if (call !== undefined) giveEach(search.info, func, call, give);
  const length = lengthInside(search);
  const lengthAt = (assignment: Node): Length =>
    encloses(func, assignment) ? length : search.lengthAt(assignment);
  return { ...search, path: [...search.path, func], given, length, lengthAt };
}

/** What the slice's length is in a function while it runs: where it is deferred, another than where its arguments are evaluated. */
function lengthInside({ before }: Search): Length {
  return before === true ? 'old' : 'now';
}

/** What a parameter stands for: slots of the array, or a number; undefined for anything else. */
function standsFor(search: Search, param: Var, arg: Expr): View | Amount | undefined {
  const view = viewOf(search, arg);
  if (view !== undefined) return view;
  return underlying(param.type()).kind === 'basic' ? amountOf(search, arg) : undefined;
}

function giveEach(
  info: PackageInfo,
  func: FuncDecl | FuncLit,
  call: CallExpr,
  give: (param: Var, arg: Expr) => void,
): void {
  for (const [i, parameter] of parametersOf(func).entries()) {
    if (parameter === undefined) continue;
    if (parameter.field.type.kind === 'Ellipsis' && !call.ellipsis) continue;
    const param = variableOf(info, parameter.name);
    const arg = call.args[i];
    if (param !== undefined && arg !== undefined) give(originOf(param), arg);
  }
}
