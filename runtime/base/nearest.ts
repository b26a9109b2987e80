/** What somebody meant who wrote a name that there is not. */

/** Longer words are no misspelt names, and would take long to compare. */
const LONGEST = 40;

/** The name with the fewest edits from `word`, whatever its case, if they are few for its length. */
export function nearest<N extends string>(word: string, names: readonly N[]): N | undefined {
  if (word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  const [best] = names
    .map((name) => ({ name, edits: editDistance(lower, name) }))
    .sort((a, b) => a.edits - b.edits);
  if (best === undefined) return undefined;
  return best.edits <= Math.max(1, Math.floor(best.name.length / 2)) ? best.name : undefined;
}

/** Levenshtein distance; the words are short. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
