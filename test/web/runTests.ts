import { installBrowser, launchProfile } from '../../scripts/host/browser';
import { runScript } from '../../scripts/host/entry';
import { installWebEditor } from '../../scripts/host/install';
import { OUT, REPOSITORY } from '../../scripts/host/paths';
import { watchSuite } from '../../scripts/host/suite';
import { startWebServer } from '../../scripts/host/webServer';
import type { Results } from '../../scripts/test/results';
import { RESULTS_LINE, SUITE_BANNER } from '../../scripts/test/results';
import { writeResults } from '../../scripts/test/resultsFile';
import path from 'node:path';
import { copyWorkspace } from '../vscode/workspace';

/** Milliseconds for the whole suite. It takes seconds; the limit only ends a hang. */
const LIMIT = 540_000;

const VIEWPORT = { width: 1280, height: 800 };

runScript(async () => {
  const [editor, browser] = [await installWebEditor(), await installBrowser()];
  console.log(`host: ${editor.title} in ${browser}`);
  const server = await startWebServer(editor, {
    extension: REPOSITORY,
    folder: copyWorkspace(),
    suite: path.join(OUT, 'test/web/index.js'),
  });
  const context = await launchProfile(browser, VIEWPORT);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const watch = { banner: SUITE_BANNER, limit: LIMIT };
    return await watchSuite(page, server.url, watch, (line) => {
      if (line.startsWith(RESULTS_LINE)) record(line.slice(RESULTS_LINE.length));
      else process.stdout.write(line);
    });
  } finally {
    await context.close();
    server.stop();
  }
});

function record(json: string): void {
  const file = process.env.HEAPGHOST_RESULTS;
  if (file !== undefined) writeResults(JSON.parse(json) as Results, file);
}
