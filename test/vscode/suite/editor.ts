/** What the tests of the suite do with the editor, in its public API. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Milliseconds until something that the editor does by itself counts as not happening. */
const PATIENCE = 60_000;
const POLL = 50;

/** Asks until the answer is not undefined. @throws Error that names `what` when it stays so. */
export async function eventually<T>(
  what: string,
  probe: () => Thenable<T | undefined> | T | undefined,
): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${PATIENCE / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

/** Opens a file of the example in an editor. */
export async function openExample(file: string): Promise<vscode.TextEditor> {
  const [uri] = await vscode.workspace.findFiles(`**/${file}`);
  assert.ok(uri, `the workspace has ${file}`);
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Where `marked` stands in a document, at the place of its `|`. */
export function positionOf(document: vscode.TextDocument, marked: string): vscode.Position {
  const before = marked.indexOf('|');
  const at = document.getText().indexOf(marked.replace('|', ''));
  assert.ok(before >= 0 && at >= 0, `the document has ${marked}`);
  return document.positionAt(at + before);
}

/** The text of our hover; undefined when there is none. */
export async function hoverText(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<string | undefined> {
  return (await hoverContent(document, position))?.value;
}

export async function hoverContent(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.MarkdownString | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .filter((content) => content instanceof vscode.MarkdownString)
    .find(({ value }) => value.startsWith('heapghost'));
}

/** Our diagnostics of a document, as the Problems view has them. */
export function problems(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'heapghost');
}

/** Resolves when the Problems view has a finding of the rule in the document. */
export function problemOf(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return eventually(`${rule} in the Problems view`, () =>
    problems(document).find(({ code }) => code === rule),
  );
}

/** Takes back all changes to a document since it was saved. */
export async function revert(document: vscode.TextDocument): Promise<void> {
  const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), saved);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

/** Sets a setting of Heapghost for the workspace; undefined takes it back. */
export async function configure(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('heapghost')
    .update(name, value, vscode.ConfigurationTarget.Workspace);
}
