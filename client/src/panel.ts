import * as vscode from 'vscode';
import type { FromPanel, PanelSite, ToPanel } from '../../runtime/panelProtocol';
import type { PanelMapResult } from '../../server/src/protocol';
import { panelPage } from './panelPage';

const VIEW_TYPE = 'heapghost.panel';
const TITLE = 'Map Memory';

/** The one panel of the window. */
export interface PanelHost {
  /** Shows the map, or why there is none, in the panel, which is created or revealed. */
  show(result: PanelMapResult): void;
  dispose(): void;
}

/** Hosts the panel page and brings it back after a reload of the window; the page itself keeps its state. */
export function createPanelHost(extensionUri: vscode.Uri): PanelHost {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const options: vscode.WebviewOptions = { enableScripts: true, localResourceRoots: [dist] };
  let panel: vscode.WebviewPanel | undefined;
  /** What the page has to show; sent again whenever it starts anew, since a hidden page is thrown away. */
  let shown: ToPanel | undefined;

  const adopt = (adopted: vscode.WebviewPanel): void => {
    panel = adopted;
    adopted.iconPath = vscode.Uri.joinPath(extensionUri, 'media/icon.png');
    adopted.webview.options = options;
    adopted.webview.onDidReceiveMessage((message: FromPanel) => {
      if (message.type === 'ready') post();
      else void handle(message);
    });
    adopted.onDidDispose(() => {
      panel = undefined;
      shown = undefined;
    });
    adopted.webview.html = panelPage(adopted.webview, dist, TITLE);
  };
  const post = (): void => {
    if (shown !== undefined) void panel?.webview.postMessage(shown);
  };

  const serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
    deserializeWebviewPanel(revived) {
      adopt(revived);
      return Promise.resolve();
    },
  });
  return {
    show(result) {
      shown =
        'map' in result
          ? { type: 'show', map: result.map }
          : { type: 'refuse', reason: result.refused };
      const title = 'map' in result ? `${TITLE}: ${result.map.title}` : TITLE;
      if (panel === undefined) {
        const column = vscode.ViewColumn.Beside;
        adopt(vscode.window.createWebviewPanel(VIEW_TYPE, title, column, options));
      } else {
        panel.title = title;
        panel.reveal();
        post();
      }
    },
    dispose() {
      serializer.dispose();
      panel?.dispose();
    },
  };
}

async function handle(message: Exclude<FromPanel, { type: 'ready' }>): Promise<void> {
  try {
    if (message.type === 'open') await openSite(message.site);
    else await saveExport(message);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`Heapghost: ${reason}`);
  }
}

/** Reveals the line beside the panel: where the file is visible already, else in the first group. */
async function openSite({ uri, line, character }: PanelSite): Promise<void> {
  const target = vscode.Uri.parse(uri, true);
  const visible = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === target.toString(),
  );
  const position = new vscode.Position(line, character);
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
  await vscode.workspace.fs.writeFile(target, bytes);
}
