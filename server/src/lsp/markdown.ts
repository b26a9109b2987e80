/**
 * Text as Markdown that shows exactly this text within a line: every character that can begin or end inline markup
 * (CommonMark 0.31, section 6, and GitHub's strikethrough) is escaped, and line breaks become spaces. Punctuation that
 * means something only at the start of a line stays, for clients that show the source.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]~|>!$]/g, '\\$&');
}

/** A code span. Its delimiters are longer than any run of backticks in the text, so that nothing in it can end it. */
export function codeSpan(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ');
  const delimiter = '`'.repeat(longestBacktickRun([line]) + 1);
  // A space inside keeps a backtick at either end apart from the delimiter; Markdown strips it.
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${delimiter}${space}${line}${space}${delimiter}`;
}

/** A link; `target` may hold anything. */
export function markdownLink(label: string, target: string): string {
  return `[${escapeMarkdown(label)}](${escapeTarget(target)})`;
}

/** A link that runs a command of the client with JSON arguments (VS Code's command URIs). */
export function commandLink(label: string, command: string, args: readonly unknown[]): string {
  return markdownLink(label, `command:${command}?${encodeURIComponent(JSON.stringify(args))}`);
}

/** A fenced code block. The fence is longer than any run of backticks in the lines, so that no line can close it. */
export function fencedBlock(language: string, lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, longestBacktickRun(lines) + 1));
  return [fence + language, ...lines, fence].join('\n');
}

function longestBacktickRun(lines: readonly string[]): number {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []);
  return Math.max(0, ...runs.map((run) => run.length));
}

/** Parentheses, angle brackets and spaces would end a link target; percent-encoded they mean the same. */
function escapeTarget(target: string): string {
  return target.replace(
    /[()<>\s\\"'`*_[\]]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
