/** One record of go/types beside one answer of Heapghost. */
import type { NotDefined, OracleRecord } from './goOracle';
import type { Answer } from './product';

export type Verdict =
  | { readonly kind: 'right' }
  /** Heapghost does not know what go/types knows. */
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'wrong'; readonly why: string }
  /** go/types does not know it either. */
  | { readonly kind: 'not counted' };

/** Types that are written out differently by design: in part unknown. */
const PARTLY_UNKNOWN = /\?|invalid type/;

/** `answer` is undefined where Heapghost says nothing of the place. */
export function compareRecord(r: OracleRecord, answer: Answer | undefined): Verdict {
  if ([r.unknown, r.keyUnknown, r.elemUnknown].includes('invalid')) return { kind: 'not counted' };
  if (answer === undefined) return { kind: 'unknown', reason: 'nothing is said of this place' };
  const wrongs: string[] = [];
  const missing: string[] = [];
  const is = (what: string, ours: unknown, theirs: unknown): void => {
    if (ours !== theirs) wrongs.push(`${what}: ${String(ours)}, go/types has ${String(theirs)}`);
  };
  const size = (
    what: string,
    ours: number | null | undefined,
    theirs: number | undefined,
    why: NotDefined | undefined,
  ): void => {
    if (theirs === undefined && why === undefined) return;
    if (typeof ours === 'number') is(what, ours, theirs ?? why);
    else if (theirs !== undefined || answer.unknown !== why) missing.push(what);
  };
  const text = (what: string, ours: string | undefined, theirs: string | undefined): void => {
    if (ours === undefined || theirs === undefined) return;
    if (PARTLY_UNKNOWN.test(ours) || PARTLY_UNKNOWN.test(theirs)) return;
    is(what, withoutTags(ours), withoutTags(theirs));
  };
  size('size', answer.size, r.size, r.unknown);
  if (r.size !== undefined && answer.size !== null) {
    is('align', answer.align, r.align);
    is('pointers', answer.pointers, r.pointers);
  }
  // Layout records have key and elem for maps only.
  if (r.kind === 'operand' || r.key !== undefined) {
    size('key size', answer.keySize, r.keySize, r.keyUnknown);
    size('elem size', answer.elemSize, r.elemSize, r.elemUnknown);
  }
  if (answer.elemPointers !== undefined && r.elemPointers !== undefined) {
    is('elem pointers', answer.elemPointers, r.elemPointers);
  }
  text('type', answer.type, r.type);
  text('key', answer.key, r.key);
  text('elem', answer.elem, r.elem);
  if (wrongs.length > 0) return { kind: 'wrong', why: wrongs.join('; ') };
  if (missing.length === 0) return { kind: 'right' };
  return {
    kind: 'unknown',
    reason: answer.unknown ?? `no reason for the ${missing.join(' and ')}`,
  };
}

/** go/types prints the tags of struct fields, which the type layer does not keep. */
function withoutTags(text: string): string {
  return text.replaceAll(/ "(?:[^"\\]|\\.)*"/g, '');
}
