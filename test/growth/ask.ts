/** What an editor and the command line ask about a file, one request after the other. */
import { createWorkspace } from '../../server/src/analysis/analysis';
import type { DirectoryEntry, Environment } from '../../server/src/contracts/environment';
import { ALL_SHOWN } from '../settings';
import type { FileProblem, Workspace } from '../../server/src/contracts/workspace';
import { assetEnvironment } from '../syntax/support';
import type { Sources } from './inputs';

/** Runs one request, and takes note of what it costs. */
export type Measure = <T>(what: string, request: () => Promise<T>) => Promise<T>;

export interface Asker {
  /** Asks everything about the first of the files; gives what is not analysed of it. */
  ask(sources: Sources, measure: Measure): Promise<readonly FileProblem[]>;
}

/** One workspace for many inputs, each in a folder of its own. */
export async function createAsker(): Promise<Asker> {
  const files = createFiles();
  const workspace = createWorkspace(files, ALL_SHOWN);
  workspace.openDocument('untitled:started.go', 1, 'package p\n');
  await workspace.mapReport('untitled:started.go', 0);
  workspace.closeDocument('untitled:started.go');
  let count = 0;
  return {
    async ask(sources, measure) {
      const root = `growth:/root${count++}`;
      files.put(root, sources);
      const [path = ''] = Object.keys(sources);
      const uri = `${root}/${path}`;
      const text = sources[path] ?? '';
      workspace.setSettings({ ...ALL_SHOWN, includeAll: true });
      const problems = await measure('check --all', () => checked(workspace, uri));
      await measure('layout', () => workspace.layout(uri));
      workspace.setSettings(ALL_SHOWN);
      await measure('check', () => checked(workspace, uri));
      await askAround(workspace, uri, text, measure);
      workspace.openDocument(uri, 1, text);
      await measure('open', () => checked(workspace, uri));
      let version = 1;
      for (const [where, start] of Object.entries(placesOf(text))) {
        for (const typed of ['x', '\n']) {
          workspace.changeDocument(uri, ++version, [
            { start, oldEnd: start, newEnd: start + 1, text: typed },
          ]);
          await measure(`keystroke ${where}`, () => checked(workspace, uri));
        }
      }
      workspace.closeDocument(uri);
      files.remove();
      return problems;
    },
  };
}

async function checked(workspace: Workspace, uri: string): Promise<readonly FileProblem[]> {
  await workspace.findings(uri);
  return workspace.problems(uri);
}

async function askAround(
  workspace: Workspace,
  uri: string,
  text: string,
  measure: Measure,
): Promise<void> {
  const places = { ...placesOf(text), 'at the last map': Math.max(0, text.lastIndexOf('map[')) };
  for (const [where, offset] of Object.entries(places)) {
    await measure(`hover ${where}`, () => workspace.mapReport(uri, offset));
    await measure(`rewrites ${where}`, () => workspace.refactorings(uri, offset, offset));
  }
  const findings = await workspace.findings(uri);
  for (const { start, end } of [findings[0], findings.at(-1)].filter((f) => f !== undefined)) {
    await measure('fixes', () => workspace.fixes(uri, start, end));
  }
}

function placesOf(text: string): Readonly<Record<string, number>> {
  return {
    'at the top': Math.max(0, text.indexOf('\n\n') + 2),
    'in the middle': Math.max(0, text.indexOf('\n', text.length >> 1)),
    'at the end': text.length,
  };
}

interface Files extends Environment {
  put(root: string, sources: Sources): void;
  remove(): void;
}

/** Files in memory, read at once as on the desktop. */
function createFiles(): Files {
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>();
  const folders = new Map<string, Map<string, DirectoryEntry>>();
  const enter = (uri: string): void => {
    let below = uri;
    for (let kind: DirectoryEntry['kind'] = 'file'; ; kind = 'directory') {
      const slash = below.lastIndexOf('/');
      if (slash < 0) return;
      const folder = below.slice(0, slash);
      const name = below.slice(slash + 1);
      const known = folders.get(folder);
      if (known === undefined) folders.set(folder, new Map([[name, { name, kind }]]));
      else known.set(name, { name, kind });
      if (known !== undefined) return;
      below = folder;
    }
  };
  return {
    ...assetEnvironment(),
    readFile: (uri) => Promise.resolve(files.get(uri)),
    readDirectory: (uri) => Promise.resolve(listed(uri)),
    readFileSync: (uri) => files.get(uri),
    readDirectorySync: listed,
    put(root, sources) {
      for (const [path, text] of Object.entries(sources)) {
        files.set(`${root}/${path}`, encoder.encode(text));
        enter(`${root}/${path}`);
      }
    },
    remove() {
      files.clear();
      folders.clear();
    },
  };

  function listed(uri: string): readonly DirectoryEntry[] | undefined {
    const entries = folders.get(uri);
    return entries === undefined ? undefined : [...entries.values()];
  }
}
