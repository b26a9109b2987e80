import type { Feature } from './context';
import { quoted, safelyDo } from './safely';

/**
 * Logs why a file, or a part of it, is not analysed, when its findings are first asked for: one line each. Later changes
 * are not logged, since a line that is being typed is broken most of the time; nor are documents that nobody asks about,
 * of which an editor may open a thousand at once.
 */
export const problemLog: Feature = (context) => {
  const { connection, workspace, documents } = context;
  /** Opened and not asked about yet. */
  const unlogged = new Set<string>();
  documents.onOpen((uri) => void unlogged.add(uri));
  documents.onClose((uri) => void unlogged.delete(uri));
  context.onDiagnosed((uri) => {
    if (!unlogged.delete(uri)) return;
    void safelyDo(connection, `reading ${quoted(uri)}`, async () => {
      for (const { message } of await workspace.problems(uri)) {
        connection.console.info(`${quoted(uri)}: ${message}`);
      }
    });
  });
  return {};
};
