import * as vscode from 'vscode';
import type { TypeShapeResult } from '../../runtime';
import type {
  FromPanel,
  PanelMap,
  PanelPlace,
  PanelSite,
  ToPanel,
} from '../../runtime/panelProtocol';
import type { PanelMapResult, TypesResult } from '../../server/src/contracts/protocol';
import { TYPES_REQUEST } from '../../server/src/contracts/protocol';
import type { Links } from './links';
import { createLinks, nearestSite } from './links';
import { mapAt } from './mapAt';
import { panelPage } from './panelPage';
import type { Server } from './server';

const VIEW_TYPE = 'heapghost.panel';
const TITLE = 'Map Memory';
/** Milliseconds after the last edit of a Go file at which the map is asked for again. */
const QUIET = 500;

/** The one panel of the window. */
export interface PanelHost {
  /** Shows the map, or why there is none, in the panel, which is created or revealed. */
  show(result: PanelMapResult): void;
  dispose(): void;
}

/** Hosts the panel page and brings it back after a reload of the window; the page itself keeps its state. */
export function createPanelHost(extensionUri: vscode.Uri, server: Server): PanelHost {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const options: vscode.WebviewOptions = { enableScripts: true, localResourceRoots: [dist] };
  let panel: vscode.WebviewPanel | undefined;
  /** The map that the page has to show, and why a later one was refused; sent again whenever the page starts anew, since a hidden page is thrown away. */
  let links: Links | undefined;
  let refused: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const post = (message: ToPanel): void => void panel?.webview.postMessage(message);
  const postAll = (): void => {
    if (links !== undefined) post({ type: 'show', map: links.map() });
    if (refused !== undefined) post({ type: 'refuse', reason: refused });
  };
  const follow = (map: PanelMap): void => {
    links = createLinks(map, isSameUri);
  };

  /** Asks for the map again, whose source was edited; what is refused, such as code half typed, changes nothing. */
  const refresh = async (): Promise<void> => {
    const before = links;
    const at = before?.map().at;
    if (before === undefined || at === undefined) return;
    const { uri, line, character } = at;
    const result = await mapAt(server.client, { uri, position: { line, character } });
    if (links !== before) return;
    if ('map' in result) follow(result.map);
    else follow(before.map());
    post({ type: 'update', map: links.map() });
    if (panel !== undefined) panel.title = titleOf(links.map());
  };
  const edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (links === undefined || document.languageId !== 'go' || contentChanges.length === 0) return;
    links.edited(server.client.code2ProtocolConverter.asUri(document.uri), contentChanges);
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), QUIET);
  });

  const open = async (site: PanelSite): Promise<void> => {
    let target = links === undefined ? site : links.find(site);
    if (target !== undefined && links !== undefined && !isOpen(target.uri)) {
      // What happened to a file that is in no editor was not seen.
      const wanted = target;
      await exists(wanted.uri);
      await refresh();
      target = nearestSite(links.map().sites, wanted);
    }
    if (target === undefined) {
      throw new Error(`${WORDS[site.use]} that was in ${site.label} is no longer there`);
    }
    await reveal(target);
  };

  /** What types mean at the map; nothing where there is no source, or no answer. */
  const resolve = async (types: readonly string[]): Promise<readonly TypeShapeResult[]> => {
    const at = links?.map().at;
    if (at === undefined) return [];
    try {
      const { uri, line, character } = at;
      const params = { textDocument: { uri }, position: { line, character }, types };
      return (await server.client.sendRequest<TypesResult>(TYPES_REQUEST, params)).types;
    } catch {
      return [];
    }
  };

  const handle = async (message: FromPanel): Promise<void> => {
    try {
      switch (message.type) {
        case 'ready':
          // A page that came back with the window knows its map, this host does not.
          if (links === undefined && message.map !== undefined) {
            follow(message.map);
            await refresh();
          } else postAll();
          break;
        case 'open':
          await open(message.site);
          break;
        case 'resolve':
          post({ type: 'resolved', id: message.id, types: await resolve(message.types) });
          break;
        case 'export':
          await saveExport(message);
          break;
      }
    } catch (error) {
      void vscode.window.showErrorMessage(`Heapghost: ${reasonOf(error)}`);
    }
  };

  const adopt = (adopted: vscode.WebviewPanel): void => {
    panel = adopted;
    adopted.iconPath = vscode.Uri.joinPath(extensionUri, 'media/icon.png');
    adopted.webview.options = options;
    adopted.webview.onDidReceiveMessage((message: FromPanel) => void handle(message));
    adopted.onDidDispose(() => {
      panel = undefined;
      links = undefined;
      refused = undefined;
    });
    adopted.webview.html = panelPage(adopted.webview, dist, TITLE);
  };

  const serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
    deserializeWebviewPanel(revived) {
      adopt(revived);
      return Promise.resolve();
    },
  });
  return {
    show(result) {
      clearTimeout(timer);
      refused = 'map' in result ? undefined : result.refused;
      if ('map' in result) follow(result.map);
      const title = links === undefined ? TITLE : titleOf(links.map());
      if (panel === undefined) {
        const column = vscode.ViewColumn.Beside;
        adopt(vscode.window.createWebviewPanel(VIEW_TYPE, title, column, options));
      } else {
        // A page that knows its map better than this host has its title from then.
        if (links !== undefined) panel.title = title;
        panel.reveal();
        postAll();
      }
    },
    dispose() {
      clearTimeout(timer);
      edits.dispose();
      serializer.dispose();
      panel?.dispose();
    },
  };
}

function titleOf({ title }: PanelMap): string {
  return `${TITLE}: ${title}`;
}

const WORDS: Readonly<Record<PanelSite['use'], string>> = {
  declare: 'the declaration',
  insert: 'the insert',
  delete: 'the delete',
  clear: 'the clear',
  replace: 'the replacement',
};

function isSameUri(a: string, b: string): boolean {
  return a === b || vscode.Uri.parse(a).toString() === vscode.Uri.parse(b).toString();
}

function isOpen(uri: string): boolean {
  return vscode.workspace.textDocuments.some((document) => isSameUri(document.uri.toString(), uri));
}

/** @throws Error with one line when there is no such file */
async function exists(uri: string): Promise<void> {
  const target = vscode.Uri.parse(uri, true);
  try {
    await vscode.workspace.fs.stat(target);
  } catch {
    const name = vscode.workspace.asRelativePath(target);
    throw new Error(`${name} cannot be opened: it was deleted or moved`);
  }
}

/** Reveals the line beside the panel: where the file is visible already, else in the first group. */
async function reveal({ uri, line, character }: PanelPlace): Promise<void> {
  const target = vscode.Uri.parse(uri, true);
  const visible = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === target.toString(),
  );
  const position = new vscode.Position(line, character);
  if (!isOpen(uri)) await exists(uri);
  await vscode.window.showTextDocument(target, {
    viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(position, position),
  });
}

const FORMAT_NAMES = { json: 'JSON', csv: 'CSV', png: 'PNG image' } as const;

async function saveExport({
  format,
  name,
  data,
}: Extract<FromPanel, { type: 'export' }>): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = name.replace(/[\\/]/g, '-');
  const target = await vscode.window.showSaveDialog({
    filters: { [FORMAT_NAMES[format]]: [format] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
  if (target === undefined) return;
  const bytes =
    format === 'png'
      ? Uint8Array.from(atob(data), (c) => c.charCodeAt(0))
      : new TextEncoder().encode(data);
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    throw new Error(
      `${vscode.workspace.asRelativePath(target)} cannot be written: ${reasonOf(error)}`,
    );
  }
}

/** The first line of what went wrong. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0] ?? message;
}
