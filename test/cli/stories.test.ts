/** Runs the stories of story.ts, and checks what they print against what does not come from the command line. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeAction, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { RULES } from '../../server/src/rules';
import type { TestClient } from '../lsp/client';
import { EDITOR, fileUri, startClient } from '../lsp/client';
import type { Section } from '../lsp/fixture';
import type { Run } from './run';
import { heapghost } from './run';
import type { SarifLog } from './sarifSchema';
import { assertSarif } from './sarifSchema';
import type { Question, Story } from './story';
import { layOut, loadStories, remove, writeStory } from './story';

const UPDATE = process.env.UPDATE === '1';

/** The machine's own Go and its settings have no part in a story. */
const ENVIRONMENT = { GOENV: 'off', GOROOT: '', GOFLAGS: '', PATH: '', GOMODCACHE: '/nowhere' };

interface JsonPlace {
  readonly file: string;
  readonly line: number;
  readonly col: number;
  readonly endLine: number;
  readonly endCol: number;
  readonly message: string;
}

interface JsonEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface JsonFinding extends JsonPlace {
  readonly rule: string;
  readonly severity: 'hint' | 'information' | 'warning';
  readonly confidence: 'likely' | 'possible';
  readonly related: readonly JsonPlace[];
  readonly fixes: readonly {
    readonly title: string;
    readonly preferred: boolean;
    readonly edits: readonly JsonEdit[];
  }[];
}

interface JsonReport {
  readonly findings: readonly JsonFinding[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}

describe('command line: stories', function () {
  this.timeout(120_000);

  for (const story of loadStories(readdirSync(path.join(__dirname, 'stories')))) {
    describe(`${story.name}: ${story.about.split('\n')[0] ?? ''}`, () => {
      const runs = new Map<Question, Run>();
      const answers = new Map<Section, string>();
      let root = '';
      before(() => {
        root = layOut(story);
      });
      after(() => {
        remove(root);
        if (UPDATE) writeStory(story, answers);
      });

      for (const question of story.questions) {
        it(question.section.name, async () => {
          const args = question.args.map((arg) => arg.replace('$ROOT', root));
          const run = await heapghost(args, path.join(root, question.folder), ENVIRONMENT);
          runs.set(question, run);
          assertHarmless(run, formatOf(question));
          const answer = answerOf(run, formatOf(question), root);
          answers.set(question.section, answer);
          if (!UPDATE) assert.equal(answer.trim(), question.section.text.trim());
        });
      }

      for (const question of story.questions.filter((q) => formatOf(q) === 'json')) {
        if (question.args[0] !== 'check') continue;
        describe(question.section.name, () => {
          const report = (): JsonReport => {
            const run = runs.get(question);
            assert.ok(run, 'the question was asked');
            return JSON.parse(run.stdout) as JsonReport;
          };

          it('exits with what it found', () => {
            const threshold = optionOf(question, '--fail-on') ?? 'hint';
            assert.equal(runs.get(question)?.code, exitCodeOf(report(), threshold));
          });

          for (const other of sameQuestions(story, question)) {
            it(`says the same as ${formatOf(other)}`, () => {
              const run = runs.get(other);
              assert.ok(run, 'the question was asked');
              assert.equal(run.code, runs.get(question)?.code);
              COMPARED[formatOf(other)]?.(report(), run.stdout, path.join(root, question.folder));
            });
          }

          it('fixes as the editor does', async () => {
            await compareFixes(report(), path.join(root, question.folder));
          });
        });
      }
    });
  }
});

function formatOf(question: Question): string {
  if (question.args.includes('--json')) return 'json';
  return optionOf(question, '--format') ?? 'text';
}

function optionOf({ args }: Question, name: string): string | undefined {
  const at = args.lastIndexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

/** The questions of a story that differ from this one in the format alone. */
function sameQuestions({ questions }: Story, question: Question): readonly Question[] {
  const key = (one: Question): string => {
    const at = one.args.indexOf('--format');
    const args = at < 0 ? one.args : [...one.args.slice(0, at), ...one.args.slice(at + 2)];
    return JSON.stringify([one.folder, args]);
  };
  return questions.filter((other) => other !== question && key(other) === key(question));
}

function exitCodeOf({ findings, errors }: JsonReport, threshold: string): number {
  const order = ['hint', 'information', 'warning'];
  const least = order.indexOf(threshold === 'info' ? 'information' : threshold);
  assert.ok(least >= 0, threshold);
  if (findings.some(({ severity }) => order.indexOf(severity) >= least)) return 1;
  return errors.length > 0 ? 2 : 0;
}

// Golden text ----------------------------------------------------------------------------------------------------

function answerOf({ code, stdout, stderr }: Run, format: string, root: string): string {
  const printed = format === 'json' || format === 'sarif' ? readable(stdout) : stdout;
  const errors = stderr.replace(/^(?=.)/gm, '[stderr] ');
  return `${printed}${errors}[exit ${code}]`
    .replaceAll(fileUri(root), '$ROOT_URI')
    .replaceAll(root, '$ROOT');
}

/** JSON, or one JSON a line, laid out; without what is the same in every story. */
function readable(stdout: string): string {
  if (stdout === '') return '';
  const values = stdout.startsWith('{\n') ? [stdout] : stdout.trimEnd().split('\n');
  return values.map((text) => `${JSON.stringify(JSON.parse(text), shown, 2)}\n`).join('');
}

function shown(key: string, value: unknown): unknown {
  switch (key) {
    case 'rules':
      return Array.isArray(value) ? 'all rules' : value;
    case 'fixes':
      // Compared with those of the language server, which has golden files for them.
      return 'those of the editor';
    case 'ruleIndex':
      return RULES[value as number]?.meta.name ?? `no rule at ${String(value)}`;
    default:
      // The version of Heapghost; SARIF's own says which schema is meant.
      return key === 'version' && value !== '2.1.0' ? '$VERSION' : value;
  }
}

/** Whatever names and sources hold: nothing moves the cursor, and no line is a command to who runs the build. */
function assertHarmless({ stdout, stderr }: Run, format: string): void {
  for (const line of `${stdout}${stderr}`.split('\n')) {
    assert.doesNotMatch(line, /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
    assert.doesNotMatch(line, /##\w*\[/);
    if (format === 'github' && line.startsWith('::')) {
      assert.match(line, /^::(notice|warning) file=[^:]*::/);
    } else assert.doesNotMatch(line, /^\s*::/);
  }
}

// The formats against each other ---------------------------------------------------------------------------------

type Comparison = (report: JsonReport, stdout: string, folder: string) => void;

const COMPARED: Readonly<Record<string, Comparison>> = {
  text(report, stdout) {
    const expected = report.findings.flatMap((f) => [
      `${f.file}:${f.line}:${f.col}: ${f.severity}: ${f.message} (${f.confidence === 'likely' ? f.rule : `${f.rule}, ${f.confidence}`})`,
      ...f.related.map((r) => `    ${r.file}:${r.line}:${r.col}: ${r.message}`),
    ]);
    assert.deepEqual(stdout.split('\n').slice(0, -1), expected.map(visible));
  },
  github(report, stdout, folder) {
    const commands = stdout.split('\n').slice(0, -1).map(workflowCommand);
    const expected = report.findings.map((f) => {
      const [start, end] = utf16Columns(f, folder);
      const command = f.severity === 'warning' ? 'warning' : 'notice';
      const range = { line: `${f.line}`, endLine: `${f.endLine}`, col: start, endColumn: end };
      const title = `heapghost ${f.rule}`;
      // GitHub knows no escape for what moves a terminal's cursor.
      const file = f.file.replaceAll('\u001b', '\\x1b');
      return { command, properties: { file, ...range, title }, message: f.message };
    });
    assert.deepEqual(commands, expected);
  },
  sarif(report, stdout, folder) {
    const log = JSON.parse(stdout) as SarifLog;
    assertSarif(log);
    const [run] = log.runs;
    assert.ok(run);
    const { results, invocations } = run;
    const place = (p: JsonPlace) => {
      const [start, end] = utf16Columns(p, folder).map(Number);
      return {
        file: p.file,
        region: { startLine: p.line, startColumn: start, endLine: p.endLine, endColumn: end },
      };
    };
    assert.deepEqual(
      results.map((result) => ({
        rule: result.ruleId,
        level: result.level,
        message: result.message.text,
        places: result.locations.map(placeOf),
        related: result.relatedLocations.map((r) => [placeOf(r), r.message?.text]),
      })),
      report.findings.map((f) => ({
        rule: f.rule,
        level: f.severity === 'warning' ? 'warning' : 'note',
        message: f.message,
        places: [place(f)],
        related: f.related.map((r) => [place(r), r.message]),
      })),
    );
    assert.equal(invocations[0]?.executionSuccessful, report.errors.length === 0);
    assert.deepEqual(
      invocations[0].toolExecutionNotifications.map((n) => [
        fileOf(n.locations[0]?.physicalLocation.artifactLocation),
        n.message.text,
      ]),
      report.errors.map((e) => [e.file, e.message]),
    );
  },
};

type SarifLocation = SarifLog['runs'][number]['results'][number]['locations'][number];

function placeOf({ physicalLocation: { artifactLocation, region } }: SarifLocation) {
  return { file: fileOf(artifactLocation), region };
}

/** What a consumer makes of the URI, whose base is the folder of the run. */
function fileOf(
  location: SarifLocation['physicalLocation']['artifactLocation'] | undefined,
): string {
  assert.ok(location);
  if (location.uriBaseId === undefined) return decodeURIComponent(new URL(location.uri).pathname);
  assert.equal(location.uriBaseId, '%SRCROOT%');
  const base = new URL('file:///base/');
  return decodeURIComponent(new URL(location.uri, base).pathname).replace('/base/', '');
}

function visible(line: string): string {
  return line
    .replaceAll('\n', '\\n')
    .replaceAll('\u001b', '\\x1b')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u202e', '\\u202e')
    .replaceAll('##[', '#\\x23[')
    .replace(/^(\s*)::/, '$1\\x3a:');
}

/** A line as GitHub's runner reads it (actions/runner, ActionCommand). */
function workflowCommand(line: string) {
  const [, command = '', list = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  const unescaped = (text: string): string =>
    text.replace(/%0D|%0A|%3A|%2C|%25/g, (escape) => decodeURIComponent(escape));
  const properties = Object.fromEntries(
    list.split(',').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), unescaped(pair.slice(at + 1))];
    }),
  );
  return { command, properties, message: unescaped(message) };
}

/** Start and end column of a place in UTF-16, from the bytes of the file. */
function utf16Columns(place: JsonPlace, folder: string): readonly [string, string] {
  const lines = readFileSync(path.resolve(folder, place.file)).toString('latin1').split('\n');
  const column = (line: number, col: number): string => {
    const bytes = Buffer.from(lines[line - 1]?.slice(0, col - 1) ?? '', 'latin1');
    return String(bytes.toString('utf8').replace(/^\ufeff/, '').length + 1);
  };
  return [column(place.line, place.col), column(place.endLine, place.endCol)];
}

// Fixes against the language server ------------------------------------------------------------------------------

/** Applies each fix to the bytes of the files, and the code action of the same title to their texts. */
async function compareFixes({ findings }: JsonReport, folder: string): Promise<void> {
  const client = await startClient({ transport: 'stdio', capabilities: EDITOR });
  try {
    for (const finding of findings) {
      const actions = await quickFixes(client, path.resolve(folder, finding.file), finding);
      assert.deepEqual(
        finding.fixes.map(({ title, preferred }) => [title, preferred]),
        actions.map(({ title, isPreferred = false }) => [title, isPreferred]),
      );
      for (const [i, fix] of finding.fixes.entries()) {
        assert.deepEqual(Object.keys(fix), ['id', 'title', 'safe', 'preferred', 'edits']);
        compareEdits(fix.edits, actions[i]?.edit, folder);
      }
    }
  } finally {
    await client.stop();
  }
}

async function quickFixes(
  client: TestClient,
  file: string,
  finding: JsonFinding,
): Promise<readonly CodeAction[]> {
  const uri = fileUri(file);
  const [start] = utf16Columns({ ...finding, file }, '');
  const position = { line: finding.line - 1, character: Number(start) - 1 };
  client.open(uri, readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [], only: ['quickfix'] },
  });
  client.close(uri);
  return actions.filter(({ edit }) => edit !== undefined);
}

function compareEdits(
  edits: readonly JsonEdit[],
  wanted: WorkspaceEdit | undefined,
  folder: string,
): void {
  const changes = (wanted?.documentChanges ?? []).map((change) => {
    assert.ok('textDocument' in change && 'edits' in change);
    return change;
  });
  const files = [...new Set(edits.map(({ file }) => file))];
  assert.deepEqual(
    files.map((file) => fileUri(path.resolve(folder, file))).sort(),
    changes.map(({ textDocument }) => textDocument.uri).sort(),
  );
  for (const file of files) {
    const uri = fileUri(path.resolve(folder, file));
    const bytes = readFileSync(path.resolve(folder, file));
    const own = edits.filter((edit) => edit.file === file);
    const change = changes.find(({ textDocument }) => textDocument.uri === uri);
    const document = TextDocument.create(uri, 'go', 1, decoded(bytes));
    assert.equal(
      decoded(applyBytes(bytes, own)),
      TextDocument.applyEdits(document, (change?.edits ?? []) as TextEdit[]),
    );
  }
}

/** As an editor has it. */
function decoded(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

function applyBytes(bytes: Buffer, edits: readonly JsonEdit[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start)) {
    assert.ok(at <= start && start <= end && end <= bytes.length, 'edits are in order and apart');
    parts.push(bytes.subarray(at, start), Buffer.from(text));
    at = end;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}
