import type { GenericSchema } from 'valibot';
import { safeParse } from 'valibot';
import type { Connection } from 'vscode-languageserver';
import type { Environment } from '../contracts/environment';
import type { FileParams } from '../contracts/protocol';
import { READ_DIRECTORY_REQUEST, READ_FILE_REQUEST } from '../contracts/protocol';
import { READ_DIRECTORY_RESULT, READ_FILE_RESULT } from './messages';

/** Files and folders read by the client, which knows the file systems of its editor. */
export function clientFiles(
  connection: Connection,
): Pick<Environment, 'readFile' | 'readDirectory'> {
  const ask = async <T>(
    method: string,
    uri: string,
    schema: GenericSchema<unknown, T>,
  ): Promise<T | undefined> => {
    try {
      const answer = await connection.sendRequest<unknown>(method, { uri } satisfies FileParams);
      const result = safeParse(schema, answer);
      return result.success ? result.output : undefined;
    } catch {
      // The client has no such request, or is gone: nothing can be read.
      return undefined;
    }
  };
  return {
    readFile: (uri) => ask(READ_FILE_REQUEST, uri, READ_FILE_RESULT),
    readDirectory: (uri) => ask(READ_DIRECTORY_REQUEST, uri, READ_DIRECTORY_RESULT),
  };
}
