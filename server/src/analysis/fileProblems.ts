/** What keeps a file from being analysed as it is meant, in a line for people. */
import type { FileProblem } from '../contracts/workspace';
import { constraintsOf } from '../project/buildConstraints';
import { goLine } from '../syntax/lines';
import type { SourceFile } from '../types';

/** What is wrong with the build constraints. */
export function constraintProblems({ uri, text }: SourceFile): readonly FileProblem[] {
  const { problem } = constraintsOf(text);
  return problem === undefined ? [] : [{ uri, message: problem }];
}

/** One line for the first thing that does not parse; the rest follows from it more often than not. */
export function syntaxProblems({ uri, text, ast }: SourceFile): readonly FileProblem[] {
  const [first] = ast.errors;
  if (first === undefined) return [];
  const more = ast.errors.length === 1 ? '' : ` (and ${ast.errors.length - 1} more)`;
  return [{ uri, message: `Line ${goLine(text, first.pos)}: ${first.message}${more}` }];
}
