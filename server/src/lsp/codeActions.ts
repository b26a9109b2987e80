import type { CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver';
import { is } from 'valibot';
import { CodeActionKind, CodeActionTriggerKind } from 'vscode-languageserver';
import type { Finding, Fix, RefusedFix } from '../contracts/findings';
import { COMMANDS } from '../contracts/protocol';
import type { Feature, PositionLookup, ServerContext } from './context';
import { answer, positionLookup } from './context';
import { SOURCE } from './diagnostics';
import type { OpenDocument } from './documents';
import { RETURNED_DIAGNOSTIC } from './messages';
import { compatibleEdits, toWorkspaceEdit } from './edits';

/** All safe preferred fixes of a file at once; asked for by `editor.codeActionsOnSave` and by the command of that kind. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.heapghost`;

/** What a code action request selects, in offsets. */
interface Selection {
  readonly document: OpenDocument;
  readonly start: number;
  readonly end: number;
  readonly params: CodeActionParams;
  readonly token: { readonly isCancellationRequested: boolean };
  readonly positionsOf: PositionLookup;
}

type Provider = (context: ServerContext, selection: Selection) => Promise<readonly CodeAction[]>;

/** One provider a kind; each is asked only when the client wants its kind. */
const PROVIDERS: readonly { readonly kind: string; readonly provide: Provider }[] = [
  { kind: CodeActionKind.QuickFix, provide: quickFixes },
  { kind: CodeActionKind.RefactorRewrite, provide: refactorings },
  { kind: FIX_ALL, provide: fixAll },
  { kind: CodeActionKind.Empty, provide: simulate },
];

/** Fixes of findings, rewrites of the map under the cursor, and fix-all. */
export const codeActions: Feature = (context) => {
  context.connection.onCodeAction((params, token) => {
    const { uri } = params.textDocument;
    return answer<CodeAction[] | null>(
      context,
      { what: 'code actions', uri, token, fallback: null },
      async (document) => {
        const { start, end } = params.range;
        const selection: Selection = {
          document,
          start: document.positions.offsetAt(start),
          end: document.positions.offsetAt(end),
          params,
          token,
          positionsOf: positionLookup(context),
        };
        const actions: CodeAction[] = [];
        for (const { kind, provide } of PROVIDERS) {
          if (token.isCancellationRequested) break;
          if (wants(params, kind)) actions.push(...(await provide(context, selection)));
        }
        return actions;
      },
    );
  });
  return {
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL],
    },
  };
};

/** Kinds form a hierarchy by their dots. Source actions are given only to those who ask for them (LSP, `CodeActionKind.Source`). */
function wants({ context: { only } }: CodeActionParams, kind: string): boolean {
  if (only === undefined) return kind !== FIX_ALL;
  return only.some((k) => k === kind || k === CodeActionKind.Empty || kind.startsWith(`${k}.`));
}

async function quickFixes(
  context: ServerContext,
  selection: Selection,
): Promise<readonly CodeAction[]> {
  const { document, start, end, token, params } = selection;
  const offers = await context.workspace.fixes(document.uri, start, end, token);
  const actions = offers.flatMap(({ finding, fixes }) => {
    const diagnostics = params.context.diagnostics.filter((d) => isOf(d, finding, document));
    return fixes.map(async (fix) => {
      const action = await toAction(context, selection, fix, CodeActionKind.QuickFix);
      return action.map((a) => (diagnostics.length === 0 ? a : { ...a, diagnostics }));
    });
  });
  return (await Promise.all(actions)).flat();
}

async function refactorings(
  context: ServerContext,
  selection: Selection,
): Promise<readonly CodeAction[]> {
  const { document, start, end, token } = selection;
  const fixes = await context.workspace.refactorings(document.uri, start, end, token);
  const actions = fixes.map((fix) =>
    toAction(context, selection, fix, CodeActionKind.RefactorRewrite),
  );
  return (await Promise.all(actions)).flat();
}

async function fixAll(
  context: ServerContext,
  selection: Selection,
): Promise<readonly CodeAction[]> {
  const { document, token, positionsOf } = selection;
  const offers = await context.workspace.fixes(document.uri, 0, document.text.length, token);
  const fixes = offers.flatMap((offer) => offer.fixes.filter(isSafeAndPreferred).slice(0, 1));
  const edits = compatibleEdits(fixes);
  if (edits.length === 0) return [];
  const edit = await toWorkspaceEdit(context, edits, positionsOf);
  return edit === undefined
    ? []
    : [{ title: 'Apply all safe Heapghost fixes', kind: FIX_ALL, edit }];
}

/** A link to the panel, for clients that know the command. Not while the cursor only moves: a light bulb at every map would be noise. */
async function simulate(
  { client, workspace }: ServerContext,
  { document, start, token, params }: Selection,
): Promise<readonly CodeAction[]> {
  if (!client.commands.has(COMMANDS.simulate)) return [];
  if (params.context.triggerKind === CodeActionTriggerKind.Automatic) return [];
  const report = await workspace.mapReport(document.uri, start, token);
  if (report?.layout === undefined) return [];
  const title = "Simulate this map's memory";
  const target = [document.uri, params.range.start];
  return [{ title, command: { title, command: COMMANDS.simulate, arguments: target } }];
}

function isSafeAndPreferred(fix: Fix | RefusedFix): fix is Fix {
  return 'edits' in fix && fix.safe && fix.preferred;
}

/** A refused fix becomes a disabled action where the client shows such, else nothing. */
async function toAction(
  context: ServerContext,
  { positionsOf }: Selection,
  fix: Fix | RefusedFix,
  kind: string,
): Promise<readonly CodeAction[]> {
  const { title } = fix;
  if ('refused' in fix) {
    const disabled = { reason: fix.refused };
    return context.client.disabledActions ? [{ title, kind, disabled }] : [];
  }
  const edit = await toWorkspaceEdit(context, fix.edits, positionsOf);
  if (edit === undefined) return [];
  return [{ title, kind, ...(fix.preferred ? { isPreferred: true } : {}), edit }];
}

/** Whether a diagnostic that the client sends back is the one of this finding. */
function isOf(diagnostic: Diagnostic, finding: Finding, { positions }: OpenDocument): boolean {
  return (
    is(RETURNED_DIAGNOSTIC, diagnostic) &&
    diagnostic.source === SOURCE &&
    diagnostic.code === finding.rule &&
    positions.offsetAt(diagnostic.range.start) === finding.start &&
    positions.offsetAt(diagnostic.range.end) === finding.end
  );
}
