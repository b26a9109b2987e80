/** Rewrites `for k, v := range m`. */
import type { RangeStmt } from '../../syntax/ast';
import { indentationAt, lineEnding } from '../edits';
import { freshName, namesIn } from '../names';
import { endOfLine } from '../statements';
import type { Conversion } from './conversion';
import { asPointer, isCaptured, keepsAddress, usesOfCopy } from './copies';
import { isStoredAgain, writePointerUses } from './elements';
import type { Occurrence } from './inventory';
import type { Refused } from './uses';

/** From this Go on each iteration of a loop has variables of its own. */
const LOOP_VARIABLES = 22;

export function rewriteRange(
  conversion: Conversion,
  range: RangeStmt,
  occurrence: Occurrence,
): Refused | undefined {
  const { info, edits, language } = conversion;
  const { file, decl, parents } = occurrence;
  const { value } = range;
  if (value === undefined || (value.kind === 'Ident' && value.name === '_')) return undefined;
  if (range.op !== ':=' || value.kind !== 'Ident') {
    return { refused: 'a range loop stores its values in variables declared before' };
  }
  const declaring: Occurrence = { file, decl, parents, ident: value };
  const copy = usesOfCopy(info, file, declaring);
  const pointerUses =
    copy && asPointer(info, copy.uses, undefined, (use) => isStoredAgain(conversion, use));
  if (pointerUses !== undefined) {
    writePointerUses(conversion, occurrence, pointerUses);
    return undefined;
  }
  if (language < LOOP_VARIABLES) {
    if (copy === undefined || isCaptured(copy.uses, declaring) || keepsAddress(info, copy.uses)) {
      return { refused: 'the variable of a range loop is kept beyond its iteration (Go < 1.22)' };
    }
  }
  const name = freshName(namesIn([file]), `${value.name}Ptr`);
  edits.replace(file.uri, value.pos, value.end, name);
  const indent = indentationAt(file.text, range.pos);
  const eol = lineEnding(file.text);
  // A comment behind the brace belongs to the brace.
  const lineEnd = file.text.indexOf('\n', range.body.pos);
  const comment = file.ast.comments.find(
    ({ pos, text }) => pos > range.body.pos && pos < lineEnd && text.startsWith('//'),
  );
  const behindBrace = file.text.slice(range.body.pos + 1, comment?.pos).trim() === '';
  const open =
    comment !== undefined && behindBrace ? endOfLine(file.text, comment.pos) : range.body.pos + 1;
  const copyLine = `${eol}${indent}\t${value.name} := *${name}`;
  const oneLine = !file.text.slice(range.body.pos, range.body.end).includes('\n');
  edits.insert(file.uri, open, oneLine ? `${copyLine}${eol}${indent}\t` : copyLine);
  return undefined;
}
