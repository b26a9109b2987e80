import path from 'node:path';
import { copyModule } from './evidence/module';
import { CHANGED_PACKAGE, MODULE, STEPS } from './evidence/steps';
import { installBrowser } from './host/browser';
import { collect, note, UserError } from './host/command';
import { runScript } from './host/entry';
import { findGo } from './host/go';
import { installEditor } from './host/install';
import { packageExtension } from './package';
import { playTour } from './tour/play';

/** `npm run evidence -- OUT`: the story of the tour in a large public module; pictures go to OUT. */
runScript(async ([out, ...more]) => {
  if (out === undefined || more.length > 0) throw new UserError('usage: npm run evidence -- OUT');
  const found = await findGo();
  if (found.go === undefined) throw new UserError(found.reason);
  const { go, version } = found;
  const vsix = await packageExtension();
  const editor = await installEditor();
  const browser = await installBrowser();
  const { folder, lines, env } = await copyModule(go, MODULE);
  note(`${MODULE.path}@${MODULE.version}, ${lines} lines of Go; Go ${version}; ${editor.title}`);
  // npm runs scripts in the repository; a relative path means the folder the person typed it in.
  const pictures = path.resolve(process.env.INIT_CWD ?? process.cwd(), out);
  const played = await playTour({
    steps: STEPS,
    editor,
    browser,
    vsix,
    workspace: folder,
    out: pictures,
  });
  if (played !== 0) return played;
  for (const command of ['build', 'vet']) {
    const { code, stderr } = await collect(go, [command, CHANGED_PACKAGE], { cwd: folder, env });
    note(
      `go ${command} ${CHANGED_PACKAGE}: exit ${code ?? 'by signal'}${code === 0 ? '' : `\n${stderr}`}`,
    );
    if (code !== 0) return 1;
  }
  return 0;
});
