import * as vscode from 'vscode';

/**
 * The panel's HTML: a frame without any data in it, which comes as messages. Nothing but the page's own script may run
 * (a nonce names it) and nothing may be loaded from outside `dist`.
 */
export function panelPage(webview: vscode.Webview, dist: vscode.Uri, title: string): string {
  const resource = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  const nonce = createNonce();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    // Simulations run in a worker whose text is part of the page's script.
    'worker-src blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${resource('panel.css')}">
</head>
<body>
<script nonce="${nonce}" src="${resource('panel.js')}"></script>
</body>
</html>`;
}

function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
