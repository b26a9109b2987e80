import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { atExit } from './cleanup';
import { run, UserError } from './command';
import type { EditorInstall } from './install';
import { temporaryFolder } from './temporary';
import type { Settings } from './settings';
import { editorSettings } from './settings';

/** What a server is started with. */
export interface ServerOptions {
  /** A packaged extension to install first, as users do. */
  readonly vsix?: string;
  /** Lets a page run an extension-host suite; without it the server ignores such requests. */
  readonly testDriver?: boolean;
  /** User settings over those that keep the editor quiet. */
  readonly settings?: Settings;
}

/** A running VS Code server on the loopback interface. */
export interface EditorServer {
  readonly port: number;
  /** Everything the server printed so far. */
  log(): string;
  /** Ends when the server does, with a sentence that says how. */
  readonly ended: Promise<string>;
  /** Stops the server with all its processes and deletes its data. */
  stop(): void;
}

/** Milliseconds until a server that prints no port counts as broken; it takes one second on a slow machine. */
const START_LIMIT = 60_000;

/** Starts a server with data of its own: no run sees what another one left. */
export async function startServer(
  editor: EditorInstall,
  options: ServerOptions = {},
): Promise<EditorServer> {
  const folder = temporaryFolder('server');
  const data = path.join(folder.path, 'data');
  const extensions = path.join(folder.path, 'extensions');
  const settings = JSON.stringify({ ...editorSettings, ...options.settings }, null, 2);
  for (const place of ['User', 'Machine']) {
    mkdirSync(path.join(data, place), { recursive: true });
    writeFileSync(path.join(data, place, 'settings.json'), settings);
  }
  const main = path.join(editor.server, 'out/server-main.js');
  if (options.vsix !== undefined) {
    const args = ['--install-extension', options.vsix, '--extensions-dir', extensions];
    const output = await run(editor.node, [main, ...args, '--server-data-dir', folder.path], {
      env: serverEnvironment(),
    });
    if (!output.includes('successfully installed')) {
      throw new UserError(`${editor.title} did not install ${options.vsix}: ${output.trim()}`);
    }
  }
  const child = spawn(
    editor.node,
    [
      main,
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      ...['--accept-server-license-terms', '--telemetry-level', 'off'],
      ...['--server-data-dir', folder.path, '--user-data-dir', data],
      ...['--extensions-dir', extensions, '--disable-workspace-trust'],
      ...(options.testDriver === true ? ['--enable-smoke-test-driver'] : []),
    ],
    // A process group of its own, so that its extension hosts can be stopped with it.
    { env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const stopProcesses = atExit(() => {
    killGroup(child);
  });
  const stop = (): void => {
    stopProcesses();
    folder.remove();
  };
  let log = '';
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`the editor server did not start: ${error.message}`));
    child.on('exit', (code, signal) =>
      resolve(`the editor server ended (${code ?? signal ?? ''})`),
    );
  });
  try {
    const port = await new Promise<number>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new UserError('the editor server printed no port')),
        START_LIMIT,
      );
      const read = (text: string): void => {
        log += text;
        const found = /Extension host agent listening on (\d+)/.exec(log)?.[1];
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(Number(found));
      };
      child.stdout.setEncoding('utf8').on('data', read);
      child.stderr.setEncoding('utf8').on('data', read);
      void ended.then((how) => {
        clearTimeout(timer);
        reject(new UserError(`${how}: ${lastLine(log)}`));
      });
    });
    return { port, log: () => log, ended, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** No extension gallery: a run must not depend on what others published today. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, EXTENSIONS_GALLERY: '{}' };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

function lastLine(log: string): string {
  return log.trim().split('\n').at(-1) ?? '';
}
