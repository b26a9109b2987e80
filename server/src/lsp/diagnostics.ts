import type {
  CancellationToken,
  Diagnostic,
  DiagnosticRelatedInformation,
  DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { DiagnosticSeverity, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { Finding, Related, Severity } from '../contracts/findings';
import type { Feature, PositionLookup, ServerContext } from './context';
import { answer, positionLookup } from './context';
import type { Documents, OpenDocument } from './documents';
import { safelyDo } from './safely';

/** `Diagnostic.source`. */
export const SOURCE = 'heapghost';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  hint: DiagnosticSeverity.Hint,
  information: DiagnosticSeverity.Information,
  warning: DiagnosticSeverity.Warning,
};

/** Findings, pulled by clients that can (LSP 3.17, `textDocument/diagnostic`), else pushed. */
export const diagnostics: Feature = (context) =>
  context.client.pullDiagnostics ? pull(context) : push(context);

const NOTHING: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

function pull(context: ServerContext): ReturnType<Feature> {
  const { connection, client } = context;
  connection.languages.diagnostics.on(({ textDocument: { uri } }, token) =>
    answer<DocumentDiagnosticReport>(
      context,
      { what: 'diagnostics', uri, token, fallback: NOTHING },
      async (document) => ({
        kind: DocumentDiagnosticReportKind.Full,
        items: await diagnose(context, document, token),
      }),
    ),
  );
  if (client.diagnosticRefresh) {
    context.onInvalidated(() => {
      void safelyDo(connection, 'refreshing diagnostics', () =>
        connection.languages.diagnostics.refresh(),
      );
    });
  }
  return {
    diagnosticProvider: {
      identifier: SOURCE,
      // A delete in another file of the package decides about a map that is declared here.
      interFileDependencies: true,
      workspaceDiagnostics: false,
    },
  };
}

/** How long a client that is pushed to must have been quiet, in milliseconds: long enough to join keystrokes. */
const QUIET = 150;

function push(context: ServerContext): ReturnType<Feature> {
  const { connection, documents } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current = { isCancellationRequested: false };

  const publishAll = async (token: typeof current): Promise<void> => {
    await context.configured();
    for (const document of documents.all()) {
      const items = await diagnose(context, document, token);
      if (token.isCancellationRequested) return;
      await connection.sendDiagnostics({
        uri: document.uri,
        version: document.version,
        diagnostics: items,
      });
    }
  };
  const schedule = (): void => {
    clearTimeout(timer);
    current.isCancellationRequested = true;
    const token = { isCancellationRequested: false };
    current = token;
    timer = setTimeout(() => {
      void safelyDo(connection, 'publishing diagnostics', () => publishAll(token));
    }, QUIET);
  };

  documents.onChange(schedule);
  context.onInvalidated(schedule);
  documents.onClose((uri) => {
    void safelyDo(connection, 'clearing diagnostics', () =>
      connection.sendDiagnostics({ uri, diagnostics: [] }),
    );
  });
  return {};
}

async function diagnose(
  context: ServerContext,
  document: OpenDocument,
  token: Pick<CancellationToken, 'isCancellationRequested'>,
): Promise<Diagnostic[]> {
  const findings = await context.workspace.findings(document.uri, token);
  if (!token.isCancellationRequested) context.diagnosed(document.uri);
  const positionsOf = positionLookup(context);
  return Promise.all(
    findings.map((finding) => toDiagnostic(context, document, finding, positionsOf)),
  );
}

async function toDiagnostic(
  { client, documents }: ServerContext,
  { positions }: OpenDocument,
  finding: Finding,
  positionsOf: PositionLookup,
): Promise<Diagnostic> {
  const diagnostic: Diagnostic = {
    range: positions.rangeOf(finding.start, finding.end),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.message,
  };
  if (client.relatedInformation && finding.related.length > 0) {
    const related = finding.related.map((place) =>
      relatedInformation(place, documents, positionsOf),
    );
    diagnostic.relatedInformation = (await Promise.all(related)).flat();
  }
  return diagnostic;
}

async function relatedInformation(
  { uri, start, end, message }: Related,
  documents: Documents,
  positionsOf: PositionLookup,
): Promise<readonly DiagnosticRelatedInformation[]> {
  const range = (await positionsOf(uri))?.rangeOf(start, end);
  return range === undefined
    ? []
    : [{ location: { uri: documents.spelling(uri), range }, message }];
}
