/** What the page of the workbench is opened with. */
export interface PageRequest {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Absolute path of a file to open in an editor. */
  readonly file?: string;
  /** Runs an extension-host suite instead of a plain editor; needs a server with the test driver. */
  readonly suite?: SuiteRequest;
}

/** An extension-host suite, by absolute paths. */
export interface SuiteRequest {
  readonly extension: string;
  /** The module that exports `run()`, without its file extension. */
  readonly module: string;
  /** Environment of the extension host. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The address of the workbench for a request, on the loopback interface. */
export function workbenchUrl(port: number, request: PageRequest): string {
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${port}${encodePath(file)}`;
  const payload: [string, string][] = [];
  if (request.file !== undefined) payload.push(['openFile', remote(request.file)]);
  if (request.suite !== undefined) {
    payload.push(
      ['extensionDevelopmentPath', remote(request.suite.extension)],
      ['extensionTestsPath', remote(request.suite.module)],
      ['extensionEnvironment', JSON.stringify(request.suite.environment)],
      ['skipWelcome', 'true'],
    );
  }
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('folder', request.folder);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** A path as part of a URI: VS Code decodes percent signs, and `#` or `?` would end the path. */
function encodePath(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
