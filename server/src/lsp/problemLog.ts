import type { Feature } from './context';
import { quoted, safelyDo } from './safely';

/**
 * Logs why a file, or a part of it, is not analysed, when it is opened: one line each. Later changes are not logged,
 * since a line that is being typed is broken most of the time.
 */
export const problemLog: Feature = (context) => {
  const { connection, workspace, documents } = context;
  documents.onOpen((uri) => {
    void safelyDo(connection, `reading ${quoted(uri)}`, async () => {
      await context.configured();
      for (const { message } of await workspace.problems(uri)) {
        connection.console.info(`${quoted(uri)}: ${message}`);
      }
    });
  });
  return {};
};
