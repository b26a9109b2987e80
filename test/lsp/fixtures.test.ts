import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type {
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  MarkupContent,
  Range,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TypeShapeResult } from '../../runtime';
import type { TypesResult } from '../../server/src/contracts/protocol';
import type { TestClient } from './client';
import { EDITOR, startClient } from './client';
import type { Fixture, Mark, Section } from './fixture';
import { layOut, readSections, writeSections } from './fixture';

const FOLDER = path.join(__dirname, 'fixtures');
const UPDATE = process.env.UPDATE === '1';

type Question = (client: TestClient, fixture: Fixture, args: readonly string[]) => Promise<string>;

/** What a section can ask, by the first word of its name. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  /** `hover MARK`: the Markdown of the hover. */
  hover: async (client, fixture, [mark]) => {
    const { uri, position } = marked(fixture, mark);
    const params = { textDocument: { uri }, position };
    const hover = await client.request<Hover | null>('textDocument/hover', params);
    return hover === null ? 'nothing' : (hover.contents as MarkupContent).value;
  },
  /** `diagnostics FILE`: one line each, its related places indented. */
  diagnostics: async (client, fixture, [file]) => {
    const { uri } = fileOf(fixture, file);
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    assert.equal(report.kind, 'full');
    return report.items.map(diagnosticText).join('\n') || 'none';
  },
  /** `actions MARK`: title, kind and state of each code action. */
  actions: async (client, fixture, [mark]) => {
    const actions = await actionsAt(client, marked(fixture, mark));
    return actions.map(actionText).join('\n') || 'none';
  },
  /** `apply MARK N FILE`: the file after the Nth of these actions. */
  apply: async (client, fixture, [mark, number, file]) => {
    const action = (await actionsAt(client, marked(fixture, mark)))[Number(number) - 1];
    assert.ok(action?.edit, `action ${number ?? ''} has an edit`);
    return applied(fixture, action.edit, file);
  },
  /** `fix-all FILE`: the file after source.fixAll.heapghost. */
  'fix-all': async (client, fixture, [file]) => {
    const { uri } = fileOf(fixture, file);
    const [action] = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    return action?.edit === undefined ? 'nothing' : applied(fixture, action.edit, file);
  },
  /** `map MARK`: what the panel is opened with. */
  map: async (client, fixture, [mark]) => {
    const { uri, position } = marked(fixture, mark);
    const params = { textDocument: { uri }, position };
    return JSON.stringify(await client.request('heapghost/map', params), null, 2);
  },
  /** `types MARK TYPE | TYPE`: the sizes of types as they would be written there, or why there is none. */
  types: async (client, fixture, [mark, ...words]) => {
    const { uri, position } = marked(fixture, mark);
    const types = words.join(' ').split(' | ');
    const params = { textDocument: { uri }, position, types };
    const result = await client.request<TypesResult>('heapghost/types', params);
    const line = (type: TypeShapeResult, i: number): string =>
      type.ok
        ? `${type.shape.text}: ${type.shape.size} B, align ${type.shape.align}${type.shape.pointee === undefined ? '' : `, to ${type.shape.pointee.size} B`}`
        : `${types[i] ?? ''}: ${type.offset}: ${type.message}`;
    return result.types.map(line).join('\n');
  },
};

describe('the language server', () => {
  let client: TestClient;
  before(async () => {
    client = await startClient({
      capabilities: EDITOR,
      initializationOptions: { commands: ['heapghost.simulate', 'heapghost.explain'] },
    });
  });
  after(() => client.stop());

  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.txt'))) {
    const file = path.join(FOLDER, name);
    const { about, sections } = readSections(readFileSync(file, 'utf8'));
    describe(`${name}: ${about.split('\n')[0] ?? ''}`, () => {
      const answers = new Map<Section, string>();
      let fixture: Fixture;
      before(() => {
        fixture = layOut(sections);
        for (const [, { uri, text }] of fixture.files) {
          if (uri.endsWith('.go')) client.open(uri, text);
        }
      });
      after(() => {
        for (const [, { uri }] of fixture.files) client.close(uri);
        fixture.remove();
        if (UPDATE) writeAnswers(file, about, sections, answers);
      });

      for (const section of sections) {
        const [kind = '', ...args] = section.name.split(' ');
        const question = QUESTIONS[kind];
        if (question === undefined) continue;
        it(section.name, async () => {
          const text = await question(client, fixture, args);
          const answer = text
            .replaceAll(fixture.root, '$ROOT')
            .replaceAll(encodeURIComponent(fixture.root), '$ROOT');
          answers.set(section, answer);
          if (!UPDATE) assert.equal(answer.trim(), section.text.trim());
        });
      }
    });
  }

  it('knows what every section asks', () => {
    for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.txt'))) {
      const { sections } = readSections(readFileSync(path.join(FOLDER, name), 'utf8'));
      const fixture = layOut(sections);
      fixture.remove();
      for (const { name: question } of fixture.questions) {
        assert.ok(Object.hasOwn(QUESTIONS, question.split(' ')[0] ?? ''), `${name}: ${question}`);
      }
    }
  });
});

function marked({ marks }: Fixture, name = ''): Mark {
  const mark = marks.get(name);
  assert.ok(mark, `the fixture has the mark ${name}`);
  return mark;
}

function fileOf({ files }: Fixture, name = ''): { readonly uri: string; readonly text: string } {
  const file = files.get(name);
  assert.ok(file, `the fixture has the file ${name}`);
  return file;
}

async function actionsAt(client: TestClient, { uri, position }: Mark): Promise<CodeAction[]> {
  const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  const diagnostics = report.kind === 'full' ? report.items : [];
  return client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics, triggerKind: 1 },
  });
}

function actionText(action: CodeAction): string {
  const state = [
    ...(action.isPreferred === true ? ['preferred'] : []),
    ...(action.disabled === undefined ? [] : [`disabled: ${action.disabled.reason}`]),
    ...(action.diagnostics ?? []).map((d) => `fixes ${String(d.code)}`),
    ...(action.command === undefined ? [] : [`runs ${action.command.command}`]),
  ];
  const suffix = state.length === 0 ? '' : ` (${state.join('; ')})`;
  return `${action.kind ?? 'no kind'}: ${action.title}${suffix}`;
}

const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];

function diagnosticText(diagnostic: Diagnostic): string {
  const { range, severity, code, message, relatedInformation = [] } = diagnostic;
  assert.equal(typeof message, 'string');
  return [
    `${rangeText(range)} ${SEVERITIES[severity ?? 0] ?? ''} ${String(code)}: ${message as string}`,
    ...relatedInformation.map(
      ({ location, message: text }) =>
        `    ${location.uri.split('/').at(-1) ?? ''}:${rangeText(location.range)} ${text}`,
    ),
  ].join('\n');
}

/** 1-based, as editors show it. */
function rangeText({ start, end }: Range): string {
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
}

function applied(fixture: Fixture, edit: WorkspaceEdit, name: string | undefined): string {
  const { uri, text } = fileOf(fixture, name);
  const edits: TextEdit[] = [];
  for (const change of edit.documentChanges ?? []) {
    assert.ok('edits' in change);
    assert.equal(change.textDocument.version, 1, 'the edit names the version it is for');
    if (change.textDocument.uri === uri) edits.push(...(change.edits as TextEdit[]));
  }
  return TextDocument.applyEdits(TextDocument.create(uri, 'go', 1, text), edits);
}

function writeAnswers(
  file: string,
  about: string,
  sections: readonly Section[],
  answers: ReadonlyMap<Section, string>,
): void {
  const updated = sections.map((section) => {
    const answer = answers.get(section);
    return answer === undefined ? section : { ...section, text: `${answer.trimEnd()}\n` };
  });
  writeFileSync(file, `${writeSections(about, updated).trimEnd()}\n`);
}
