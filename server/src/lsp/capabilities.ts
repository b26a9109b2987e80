import { MarkupKind } from 'vscode-languageserver';
import type { InitializationOptions } from '../contracts/protocol';
import type { Capabilities } from './messages';
import type { PositionEncoding } from './positions';
import { negotiateEncoding } from './positions';

/** What the client understands, read once from its initialize request. */
export interface ClientSupport {
  readonly encoding: PositionEncoding;
  readonly markdownHover: boolean;
  readonly disabledActions: boolean;
  /** Workspace edits name the document versions that they are for. */
  readonly versionedEdits: boolean;
  readonly relatedInformation: boolean;
  readonly pullDiagnostics: boolean;
  readonly diagnosticRefresh: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatchers: boolean;
  /** Commands that links and code actions may name. */
  readonly commands: ReadonlySet<string>;
}

export function readClientSupport(
  { general, textDocument, workspace }: Capabilities,
  options: InitializationOptions,
): ClientSupport {
  return {
    encoding: negotiateEncoding(general?.positionEncodings),
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    disabledActions: textDocument?.codeAction?.disabledSupport ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    relatedInformation:
      textDocument?.diagnostic?.relatedInformation ??
      textDocument?.publishDiagnostics?.relatedInformation ??
      false,
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport ?? false,
    configuration: workspace?.configuration ?? false,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    registerWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    commands: new Set(options.commands),
  };
}

/** The part of `initializationOptions` that has the right types; other editors send anything or nothing. */
export function readInitializationOptions(raw: unknown): InitializationOptions {
  if (typeof raw !== 'object' || raw === null) return {};
  const { assets, files, settings, commands } = raw as Record<string, unknown>;
  return {
    ...(typeof assets === 'string' ? { assets } : {}),
    ...(typeof files === 'boolean' ? { files } : {}),
    ...(typeof settings === 'object' && settings !== null
      ? { settings: settings as Readonly<Record<string, unknown>> }
      : {}),
    ...(Array.isArray(commands)
      ? { commands: commands.filter((c): c is string => typeof c === 'string') }
      : {}),
  };
}
