/**
 * Declarations that outlive an edit. Of a text that is typed into, all but a few declarations are what they were before,
 * perhaps further down: these stay the same objects, so that whatever is known of them stays known. A function of which
 * only the body was edited is another object, but keeps the nodes of its signature; types of which only comments or blanks
 * were edited keep their nodes.
 *
 * Their offsets are moved in place. So nothing that lives longer than one text may copy an offset; it holds the node.
 */
import { addTo } from '../base/multimap';
import type { Decl, Field, File, FuncDecl, Span } from './ast';
import type { TextChange } from './difference';
import { declaredBy, hasBody } from './lazyFile';
import { isUnread } from './lower/lazyBody';
import { moveAll, OFFSETS } from './move';
import { touching } from './spans';

/** Declarations of a text as it was. */
export interface EarlierDecls {
  readonly decls: readonly Decl[];
  /** Where they began in that text: some may have been moved since. */
  readonly places: readonly number[];
  /** What was wrong there. */
  readonly errors: readonly Span[];
  /** Where the new text differs. */
  readonly change: TextChange;
}

/**
 * Declarations of a new text, those of earlier texts in place of the ones that are the same, and with their nodes where
 * only parts are. These belong to the new text from here on.
 *
 * @param earlier the first that has one gives a declaration
 * @param errors of the new text
 */
export function withEarlier(
  earlier: readonly EarlierDecls[],
  decls: readonly Decl[],
  errors: File['errors'],
): readonly Decl[] {
  const kept = keptDecls(earlier, touching(errors));
  return withSignatures(
    earlier,
    decls.map((decl) => kept(decl) ?? decl),
  );
}

/** Gives the declaration that is unchanged where one of the new text is, moved there; undefined for none. */
function keptDecls(
  earlier: readonly EarlierDecls[],
  wrong: (pos: number, end: number) => boolean,
): (now: Decl) => Decl | undefined {
  const finders = earlier.map(unchangedIn);
  const taken = new Set<object>();
  return ({ kind, pos, end }) => {
    for (const find of finders) {
      const decl = find(pos, end);
      if (decl?.kind !== kind || taken.has(declaring(decl)) || wrong(pos, end)) continue;
      taken.add(declaring(decl));
      moveTo(decl, pos);
      return decl;
    }
    return undefined;
  };
}

/**
 * Functions whose signatures, and types whose nodes, went on to others. They do not come back when an edit is undone: what was known of their bodies
 * has been let go of.
 */
const superseded = new WeakSet<Decl>();

/** Finds the declaration of an earlier file that stands unchanged between two offsets of the new text. */
function unchangedIn({ decls, places, errors, change }: EarlierDecls) {
  const shift = change.newEnd - change.oldEnd;
  const wrongBefore = touching(errors);
  const byPlace = new Map(decls.map((decl, i) => [places[i] as number, decl]));
  return (pos: number, end: number): Decl | undefined => {
    const after = pos >= change.newEnd;
    if (!after && end > change.start) return undefined;
    const place = after ? pos - shift : pos;
    const decl = byPlace.get(place);
    if (decl === undefined || decl.kind === 'BadDecl' || decl.end - decl.pos !== end - pos) {
      return undefined;
    }
    if (superseded.has(decl) || (after && place < change.oldEnd)) return undefined;
    return wrongBefore(place, place + end - pos) ? undefined : decl;
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Moves a declaration, and all of it that somebody may have, to where it begins now. The nodes of a signature may be there
 * already, or elsewhere: they have gone on to other declarations in between.
 */
export function moveTo(decl: Decl, pos: number): void {
  const delta = pos - decl.pos;
  if (decl.kind !== 'FuncDecl') {
    if (delta !== 0) moveAll(decl, delta);
    return;
  }
  moveSignature(decl, pos);
  if (delta === 0) return;
  const own = decl as Writable<FuncDecl>;
  own.pos += delta;
  own.end += delta;
  if (!isUnread(decl) && decl.body !== undefined) moveAll(decl.body, delta);
}

function moveSignature(decl: FuncDecl, pos: number): void {
  const delta = pos - decl.type.pos;
  if (delta === 0) return;
  for (const part of Object.values(signatureOf(decl))) moveAll(part, delta);
}

/**
 * The declarations of a new text, with the nodes of an earlier one where these stand for the same text: functions keep those
 * of their signatures when only the body was edited, and so does what is parsed anew because something is wrong in it.
 */
function withSignatures(earlier: readonly EarlierDecls[], decls: readonly Decl[]): readonly Decl[] {
  const before = new Set(earlier.flatMap((one) => one.decls));
  const used = new Set(decls.filter((decl) => before.has(decl)).map(declaring));
  const signed = new Map<Decl, Decl>();
  for (const { decls: old, change } of earlier) {
    const left = new Map<string, Decl[]>();
    // From the last one on: the first of a name is taken first.
    for (const decl of [...old].reverse()) {
      if (decl.kind === 'BadDecl' || used.has(declaring(decl))) continue;
      addTo(left, keyOf(decl), decl);
    }
    if (left.size === 0) continue;
    for (const decl of decls) {
      if (decl.kind === 'BadDecl' || before.has(decl) || signed.has(decl)) continue;
      const last = left.get(keyOf(decl))?.pop();
      const kept = last && withSignature(last, decl, change);
      if (kept === undefined) continue;
      signed.set(decl, kept);
      used.add(declaring(kept));
    }
  }
  return signed.size === 0 ? decls : decls.map((decl) => signed.get(decl) ?? decl);
}

/** What of a declaration goes on to others. */
function declaring(decl: Decl): object {
  if (decl.kind === 'GenDecl') return decl.specs;
  return decl.kind === 'FuncDecl' ? decl.type : decl;
}

/** Equal for declarations of the same names. */
function keyOf(decl: Decl): string {
  const { names, recv } = declaredBy(decl);
  return `${decl.kind} ${recv ?? ''} ${names.join(' ')}`;
}

/** The declaration with the nodes of an earlier one; undefined where these stand for something else. */
function withSignature(old: Decl, decl: Decl, { start, newEnd }: TextChange): Decl | undefined {
  const isEdited = (end: number): boolean => start <= end && newEnd >= decl.pos;
  if (old.kind === 'GenDecl' && decl.kind === 'GenDecl') {
    const delta = decl.pos - old.pos;
    if (!isEdited(decl.end)) {
      if (!isMoved(old, decl, delta)) return undefined;
      moveTo(old, decl.pos);
      return old;
    }
    if (decl.tok !== 'type' || !sayTheSame(old, decl)) return undefined;
    placeLike(old.specs, decl.specs);
    superseded.add(old);
    return Object.assign(decl, { specs: old.specs });
  }
  if (old.kind !== 'FuncDecl' || decl.kind !== 'FuncDecl') return undefined;
  const [parts, now] = [signatureOf(old), signatureOf(decl)];
  const delta = decl.type.pos - old.type.pos;
  if (hasBody(old) !== hasBody(decl) || isEdited(decl.type.end) || !isMoved(parts, now, delta)) {
    return undefined;
  }
  moveSignature(old, decl.pos);
  superseded.add(old);
  return Object.assign(decl, parts);
}

type Signature = Pick<FuncDecl, 'name' | 'type'> & { readonly recv?: Field };

function signatureOf({ recv, name, type }: FuncDecl): Signature {
  return { name, type, ...(recv && { recv }) };
}

/**
 * Whether a function is an earlier one with another body, or types are earlier ones with other comments: what they declare
 * is the same.
 */
export function isSameSignature(old: Decl, decl: Decl): boolean {
  return old === decl || (old.kind === decl.kind && declaring(old) === declaring(decl));
}

/** What has scopes of its own, whose places are counted from where the declaration begins. */
const SCOPED: ReadonlySet<unknown> = new Set(['FuncType', 'FuncLit', 'InterfaceType']);

/** Whether two trees without scopes differ in their offsets at most. */
function sayTheSame(from: unknown, to: unknown): boolean {
  return isLike(from, to, {
    node: ({ kind, typeParams }) => !SCOPED.has(kind) && typeParams === undefined,
    offset: () => true,
  });
}

/** Moves nodes to where the same nodes of another tree are. */
function placeLike(nodes: unknown, others: unknown): void {
  if (typeof nodes !== 'object' || nodes === null) return;
  const [own, other] = [nodes as Record<string, unknown>, others as Record<string, unknown>];
  for (const key of Object.keys(own)) {
    if (OFFSETS.has(key)) own[key] = other[key];
    else placeLike(own[key], other[key]);
  }
}

/** Whether a tree is another one that was moved so far. */
function isMoved(from: unknown, to: unknown, delta: number): boolean {
  return isLike(from, to, {
    node: () => true,
    offset: (old, now) => Number(old) + delta === now,
  });
}

/** What of two trees may count as alike. */
interface Likeness {
  readonly node: (from: Readonly<Record<string, unknown>>) => boolean;
  readonly offset: (from: unknown, to: unknown) => boolean;
}

/** Whether two trees have the same nodes, and whatever else likeness asks for. */
function isLike(from: unknown, to: unknown, like: Likeness): boolean {
  if (typeof from !== 'object' || from === null || typeof to !== 'object' || to === null) {
    return from === to;
  }
  if (Array.isArray(from)) {
    return (
      Array.isArray(to) &&
      from.length === to.length &&
      from.every((inner, i) => isLike(inner, to[i], like))
    );
  }
  const [x, y] = [from as Record<string, unknown>, to as Record<string, unknown>];
  if (!like.node(x)) return false;
  const keys = Object.keys(x);
  return (
    keys.length === Object.keys(y).length &&
    keys.every((key) => {
      if (!(key in y)) return false;
      return OFFSETS.has(key) ? like.offset(x[key], y[key]) : isLike(x[key], y[key], like);
    })
  );
}
