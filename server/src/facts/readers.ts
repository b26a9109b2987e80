/** Functions of the standard library that look at their arguments and let go of them. */
const READERS = new RegExp(
  '^(?:' +
    [
      '(?:fmt|log|testing|log/slog)\\..*',
      'encoding/(?:json|xml)\\.Marshal.*',
      'reflect\\.DeepEqual',
      'sort\\.(?:Slice|Strings|Ints|Float|Search).*',
      'slices\\.(?:Contains|Index|Sort|BinarySearch|Max|Min|Equal|Compare|IsSorted).*',
      'slices\\.(?:Reverse|Clone|Concat)',
      'strings\\.Join',
    ].join('|') +
    ')$',
);

/** @param name import path and name of a function: `fmt.Println`, see `qualifiedName` */
export function onlyReads(name: string): boolean {
  return READERS.test(name);
}
