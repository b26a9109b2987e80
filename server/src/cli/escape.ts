/**
 * What is printed holds names of files and source text of others. On a terminal, a control character in them moves the
 * cursor or changes colours; in the log of a build, a line break starts a line of its own, and some beginnings of lines
 * are commands to what runs the build.
 */

/** Control characters, separators of lines, and marks that change the direction of what follows. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Within a line, what begins commands of GitHub's runner (`##[`), Azure Pipelines (`##vso[`) and TeamCity (`##teamcity[`). */
const COMMAND = /##(?=\w*\[)/g;

/** At the start of a line, leading space aside, what begins a workflow command of GitHub. */
const WORKFLOW_COMMAND = /^(\s*):(?=:)/;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text with its control characters written as Go and C write them. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, (c) => SHORT[c] ?? escapeOf(c));
}

/** One line of output that is a line, and no command, wherever it is printed. */
export function safeLine(text: string): string {
  return withoutControls(text).replace(COMMAND, '#\\x23').replace(WORKFLOW_COMMAND, '$1\\x3a');
}

/** As `JSON.stringify`: what JSON itself leaves as it is, is escaped in JSON's own way. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent)
    .replace(CONTROLS, (c) => (c === '\n' ? c : unicodeEscape(c)))
    .replace(COMMAND, '#\\u0023');
}

function escapeOf(c: string): string {
  const code = c.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : unicodeEscape(c);
}

function unicodeEscape(c: string): string {
  return `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
