import { createServer } from 'node:net';
import { UserError } from './command';
import type { WebInstall } from './install';

/** What VS Code for the Web is served with. */
export interface WebServerOptions {
  /** Absolute path of the extension's folder. */
  readonly extension: string;
  /** Absolute path of the folder that becomes the workspace, as a virtual file system; writes stay in the page. */
  readonly folder: string;
  /** Absolute path of an extension-host suite inside the extension's folder. */
  readonly suite?: string;
}

/** A running VS Code for the Web on the loopback interface. */
export interface WebServer {
  readonly url: string;
  stop(): void;
}

/** The part of @vscode/test-web that is used here (0.0.81); it lies in the cache, where no types are found. */
interface TestWeb {
  open(options: {
    readonly browserType: 'none';
    readonly quality: 'stable';
    readonly commit: string;
    readonly testRunnerDataDir: string;
    readonly host: string;
    readonly port: number;
    readonly extensionDevelopmentPath: string;
    readonly extensionTestsPath: string | undefined;
    readonly folderPath: string;
  }): Promise<{ dispose(): void }>;
}

/** Any name below it leads to this machine: extension host and webviews have names, and thereby origins, of their own. */
const HOST = 'localhost';

/** Serves VS Code for the Web. @throws UserError when it does not answer. */
export async function startWebServer(
  editor: WebInstall,
  { extension, folder, suite }: WebServerOptions,
): Promise<WebServer> {
  const testHost = (await import(editor.testHost)) as TestWeb;
  const port = await freePort();
  const server = await testHost.open({
    browserType: 'none',
    quality: 'stable',
    commit: editor.commit,
    testRunnerDataDir: editor.builds,
    host: HOST,
    port,
    extensionDevelopmentPath: extension,
    extensionTestsPath: suite,
    folderPath: folder,
  });
  const url = `http://${HOST}:${port}/`;
  const stop = (): void => server.dispose();
  try {
    const { ok, status } = await fetch(url);
    if (!ok) throw new UserError(`the web host answers with ${status}`);
    return { url, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** A port that nothing listens on: the test host does not say which one it got when it may choose. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
