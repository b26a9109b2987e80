/** Where a value stands beside its line: not where another line would make it look like its own. */

/** Heights in pixels from the top, as on a canvas. */
export interface LabelSpace {
  /** The line that the value belongs to, and the others. */
  readonly own: number;
  readonly others: readonly number[];
  /** Bottom of the plot. */
  readonly floor: number;
  readonly textHeight: number;
  /** Between a line and the text beside it. */
  readonly gap: number;
}

/** The bottom of the text: above its line, else below it; undefined where another line runs through either place. */
export function labelBottom(space: LabelSpace): number | undefined {
  const { own, floor, textHeight, gap } = space;
  return [own - gap, own + gap + textHeight].find(
    (bottom) => bottom <= floor && isFree(bottom - textHeight, bottom, space),
  );
}

/** Whether no other line runs through the text, or between it and its own line, or closely behind it. */
function isFree(top: number, bottom: number, { own, others, gap }: LabelSpace): boolean {
  const from = Math.min(top, own) - gap / 2;
  const to = Math.max(bottom, own) + gap / 2;
  return others.every((line) => line < from || line > to);
}
