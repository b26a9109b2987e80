/**
 * Follows the other names of map and slice variables: locals that are assigned once, parameters and receivers of the
 * package's own functions. Chains of them may be as long as a package, and may come back to where they began: each name
 * is looked at once, and no call waits for another.
 */
import type { Node } from '../syntax/ast';
import { remembered } from '../base/remembered';
import { isPointer, underlying } from '../types/basic';
import type { Var } from '../types/object';
import { outsideParens } from './expressions';
import { isElement } from './elements';
import type { NewValue, Operation, Use } from './facts';

/** An operation while its callee or second name is not yet followed. */
export interface RawOperation extends Operation {
  /** Of an `assigned` alias: the local that becomes another name. */
  readonly local?: Var;
  /** Of an `argument` alias: the parameter or receiver of a function of the package. */
  readonly param?: () => Var | undefined;
  /** Of a `replace` of what lies in a container: the local that is put there, and is another name from then on. */
  readonly stored?: Var;
}

/** What is known of each variable by itself. */
export interface Recorded {
  /** All operations on a variable; those on a local are looked for first. */
  readonly operationsOf: (variable: Var) => readonly RawOperation[];
  /** The identifiers that name a local. */
  readonly usesOf: (variable: Var) => readonly Use[];
}

export interface OtherNames {
  /**
   * The operations on a variable, with those that go through another name of it in place of the alias, each once. Where
   * the other name is itself assigned to, or its own fate is unknown, the alias stays.
   *
   * @param names gets all names that were looked at
   */
  follow(variable: Var, names: Set<Var>): readonly Operation[];
  /**
   * All names that may be looked at to tell the other names of variables, without these themselves where nothing gives
   * them to each other; undefined where there are more than so many.
   */
  reached(variables: Iterable<Var>, most: number): ReadonlySet<Var> | undefined;
  /** The other name that an alias of a variable gives; undefined where the alias stays. */
  followed(variable: Var, alias: RawOperation): Var | undefined;
}

/** How far a chain of pointers is looked through for what replaces the map; what is behind it counts as replaced. */
const MOST_POINTERS = 100;

/** Another name, and what is still to be looked at of it. */
interface Frame {
  readonly name: Var;
  readonly operations: readonly RawOperation[];
  next: number;
  /** What gave the name, which is no operation of its own; undefined for a pointer. */
  readonly alias?: Node;
  /** What gives the name another value and puts it into the container, which is no operation on what lies there either. */
  readonly puttingBack: ReadonlySet<Node>;
}

/** Where an element is put from a local, and where it is given to it. */
interface Exchange {
  readonly stores: readonly Node[];
  readonly given: ReadonlySet<Node>;
}

const NONE: Exchange = { stores: [], given: new Set() };

/** What a map may be made of that nobody else has. */
const FRESH: ReadonlySet<NewValue | undefined> = new Set<NewValue>(['make', 'literal', 'nil']);

export function createOtherNames({ operationsOf, usesOf }: Recorded): OtherNames {
  const replaced = new Map<Var, readonly Node[]>();
  const dereferenced = new Map<Var, boolean>();
  /** With the number of operations that it was found in. */
  const exchanged = new Map<Var, { readonly of: number; readonly byName: Map<Var, Exchange> }>();

  /** Two of the nodes that give a variable another map: enough to tell whether one of them is not a given one. */
  function replacements(variable: Var, depth = 0): readonly Node[] {
    const known = replaced.get(variable);
    if (known !== undefined) return known;
    const nodes = new Set<Node>();
    replaced.set(variable, []);
    for (const raw of operationsOf(variable)) {
      if (nodes.size > 1) break;
      if (raw.kind === 'replace') nodes.add(raw.node);
      const pointer = otherName(raw);
      if (pointer === undefined || !isPointer(pointer.type()) || !mayFollow(raw, pointer)) continue;
      if (depth > MOST_POINTERS) nodes.add(raw.node);
      else for (const node of replacements(pointer, depth + 1)) nodes.add(node);
    }
    const found = [...nodes].slice(0, 2);
    replaced.set(variable, found);
    return found;
  }

  /** Whether a pointer to a map or slice is only ever used as `*p` and as a receiver, so that its operations are complete. */
  function onlyDereferenced(pointer: Var): boolean {
    return remembered(dereferenced, pointer, () => {
      operationsOf(pointer);
      return usesOf(pointer).every(
        ({ ident, path }) =>
          ident.pos === pointer.at?.pos || path[outsideParens(path)]?.kind === 'StarExpr',
      );
    });
  }

  /** Whether what happens to a name is known, wherever it comes from. */
  function mayFollow(alias: RawOperation, name: Var): boolean {
    // What happens to the value of an interface or type parameter is not collected.
    if (subjectOf(name) === undefined) return false;
    return !isPointer(name.type()) || (alias.alias !== 'assigned' && onlyDereferenced(name));
  }

  /** A name that gets another map stands for the variable only part of the time. */
  function isReplaced(variable: Var, alias: RawOperation, name: Var): boolean {
    if (isPointer(name.type())) return false;
    const other = replacements(name).some((node) => node !== alias.node);
    return other && putBack(variable, name) === undefined;
  }

  /**
   * `shard = map[K]V{}; shards[i] = shard`: a local that gets what is then put into the container stays another name of what
   * lies there. The nodes that give it that, and those that put it there; undefined where it gets something else.
   */
  function putBack(variable: Var, name: Var): readonly Node[] | undefined {
    const { stores, given } = (isElement(variable) && exchangesOf(variable).get(name)) || NONE;
    if (stores.length === 0) return undefined;
    const fresh: Node[] = [];
    for (const { kind, node, value } of operationsOf(name)) {
      if (kind !== 'replace' || given.has(node)) continue;
      if (!FRESH.has(value) || !stores.some((store) => store.pos >= node.end)) return undefined;
      fresh.push(node);
    }
    return [...fresh, ...stores];
  }

  /** What an element gives to locals and gets from them, by local: there may be as many as operations. */
  function exchangesOf(variable: Var): ReadonlyMap<Var, Exchange> {
    const operations = operationsOf(variable);
    const known = exchanged.get(variable);
    if (known?.of === operations.length) return known.byName;
    const byName = new Map<Var, { readonly stores: Node[]; readonly given: Set<Node> }>();
    const exchangeWith = (name: Var) =>
      remembered(byName, name, () => ({ stores: [], given: new Set<Node>() }));
    for (const op of operations) {
      const name = otherName(op);
      if (name !== undefined) exchangeWith(name).given.add(op.node);
      if (op.kind === 'replace' && op.stored) exchangeWith(op.stored).stores.push(op.node);
    }
    exchanged.set(variable, { of: operations.length, byName });
    return byName;
  }

  function addNames(variable: Var, names: Set<Var>): void {
    for (const raw of operationsOf(variable)) {
      const name = otherName(raw);
      if (name !== undefined && subjectOf(name) !== undefined) names.add(name);
    }
  }

  return {
    followed(variable, alias) {
      const name = otherName(alias);
      if (name === undefined || !mayFollow(alias, name)) return undefined;
      return isReplaced(variable, alias, name) ? undefined : name;
    },
    reached(variables, most) {
      const names = new Set<Var>();
      const starts = [...variables];
      for (const start of starts) addNames(start, names);
      // A set is walked to the end of what is added meanwhile.
      for (const name of names) {
        if (names.size > most) return undefined;
        addNames(name, names);
      }
      return names;
    },
    follow(variable, names) {
      const result: Operation[] = [];
      const path = new Set<Var>();
      const done = new Set<Var>();
      const aliases = new Set<Node>();
      const frames: Frame[] = [];
      const enter = (name: Var, alias?: Node, puttingBack: readonly Node[] = []): void => {
        names.add(name);
        done.add(name);
        path.add(name);
        if (alias !== undefined) aliases.add(alias);
        const operations = operationsOf(name);
        const given = { puttingBack: new Set(puttingBack), ...(alias && { alias }) };
        frames.push({ name, operations, next: 0, ...given });
      };
      enter(variable);
      for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
        const raw = frame.operations[frame.next++];
        if (raw === undefined) {
          frames.pop();
          path.delete(frame.name);
          if (frame.alias !== undefined) aliases.delete(frame.alias);
          continue;
        }
        const name = otherName(raw);
        if (name !== undefined && subjectOf(name) !== undefined) names.add(name);
        const follows =
          name !== undefined &&
          mayFollow(raw, name) &&
          (path.has(name) || !isReplaced(frame.name, raw, name));
        if (follows) {
          if (done.has(name)) continue;
          const alias = isPointer(name.type()) ? undefined : raw.node;
          enter(name, alias, putBack(frame.name, name));
        } else if (!aliases.has(raw.node) && !frame.puttingBack.has(raw.node)) {
          const { local: _, param: __, stored: ___, ...operation } = raw;
          const through = frames[1]?.name;
          result.push(through === undefined ? operation : { ...operation, through });
        }
      }
      return result;
    },
  };
}

/** The variable that an alias makes another name of, followed or not. */
export function otherName({ local, param }: RawOperation): Var | undefined {
  return local ?? param?.();
}

/** What a variable's type makes of it here: a map or slice, a pointer to one, or neither. */
export function subjectOf(variable: Var): 'value' | 'pointer' | undefined {
  const type = underlying(variable.type());
  if (type.kind === 'map' || type.kind === 'slice') return 'value';
  if (type.kind !== 'pointer') return undefined;
  const elem = underlying(type.elem).kind;
  return elem === 'map' || elem === 'slice' ? 'pointer' : undefined;
}
