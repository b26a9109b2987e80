/** Rows as aligned columns, one line a row: the first column to the left, figures to the right. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, i) =>
    Math.max(...rows.map((row) => row[i]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  '),
  );
}

/** What a toolchain was built with, as part of a title; undefined when with nothing. */
export function built(experiments: readonly string[] | undefined): string | undefined {
  return experiments && `GOEXPERIMENT=${experiments.join(',')}`;
}

/** Lines below a title, whose absent parts are left out. */
export function titled(
  title: readonly (string | undefined)[],
  lines: readonly string[],
): readonly string[] {
  return [title.filter((part) => part !== undefined).join(' · '), ...lines];
}
