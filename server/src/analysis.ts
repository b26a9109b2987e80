/** Source in, plain findings out: the only door of the core for lsp/ and cli/. */
import type { Environment } from './environment';
import type { Settings } from './settings';
import type { DocumentEdit, Workspace } from './workspace';

export type {
  CancellationToken,
  DocumentEdit,
  FileProblem,
  LayoutRecord,
  Workspace,
} from './workspace';

/** A workspace that reads files through `env`. Loads nothing until it is asked. */
export function createWorkspace(_env: Environment, _settings: Settings): Workspace {
  const documents = new Map<string, { version: number; text: string }>();
  return {
    setSettings: () => undefined,
    openDocument: (uri, version, text) => void documents.set(uri, { version, text }),
    changeDocument: (uri, version, edits) => {
      const text = edits.reduce(applyEdit, documents.get(uri)?.text ?? '');
      documents.set(uri, { version, text });
    },
    closeDocument: (uri) => void documents.delete(uri),
    fileChanged: () => undefined,
    findings: () => Promise.resolve([]),
    fixes: () => Promise.resolve([]),
    refactorings: () => Promise.resolve([]),
    mapReport: () => Promise.resolve(undefined),
    layoutRecords: () => Promise.resolve([]),
    problems: () => Promise.resolve([]),
    text: (uri) => Promise.resolve(documents.get(uri)?.text),
    version: (uri) => documents.get(uri)?.version,
  };
}

function applyEdit(text: string, edit: DocumentEdit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.oldEnd);
}
