import { join } from 'node:path';

/**
 * `heapghost lsp --stdio`: the language server of the extension, which is the bundle beside this one and reads
 * `--stdio` from the arguments by itself.
 */
export async function lsp(): Promise<void> {
  await import(join(__dirname, 'server.js'));
}
