/** Several files in one text, as Go's tests keep them (golang.org/x/tools/txtar). */
export interface Archive {
  /** What stands above the first file. */
  readonly comment: string;
  /** By name, in the order of the text. Every text ends in a newline. */
  readonly files: ReadonlyMap<string, string>;
}

export function parseTxtar(text: string): Archive {
  const files = new Map<string, string>();
  let name: string | undefined;
  let comment = '';
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const marker = /^-- (\S+) --\r?\n?$/.exec(line)?.[1];
    if (marker !== undefined) {
      name = marker;
      files.set(name, '');
    } else if (name === undefined) {
      comment += line;
    } else {
      files.set(name, `${files.get(name) ?? ''}${line}`);
    }
  }
  return { comment, files };
}

export function formatTxtar({ comment, files }: Archive): string {
  return comment + [...files].map(([name, text]) => `-- ${name} --\n${text}`).join('');
}
