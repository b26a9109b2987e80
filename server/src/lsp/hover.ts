import type { Hover, Position } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import type { Judgement, MapReport, Place } from '../contracts/findings';
import { sameUri } from '../project/uri';
import { COMMANDS } from '../contracts/protocol';
import type { UseSummary } from '../maps/render';
import { goLabel, mapTable, placeLabel, summariseUses } from '../maps/render';
import type { Feature, PositionLookup, ServerContext } from './context';
import { answer, positionLookup } from './context';
import { codeSpan, commandLink, escapeMarkdown, fencedBlock, markdownLink } from './markdown';

/** The language of the table's code block: syntaxes/heapghost-layout.tmLanguage.json colours it. */
const TABLE_LANGUAGE = 'heapghost-layout';

/** The layout of the map under the cursor and what it keeps; nothing on anything else. */
export const hover: Feature = (context) => {
  context.connection.onHover(({ textDocument: { uri }, position }, token) =>
    answer<Hover | null>(
      context,
      { what: 'the hover', uri, token, fallback: null },
      async (document) => {
        if (!context.settings().hoverEnabled) return null;
        const offset = document.positions.offsetAt(position);
        const report = await context.workspace.mapReport(uri, offset, token);
        if (report === undefined) return null;
        const uses = await linkUses(summariseUses(report), positionLookup(context));
        const value = context.client.markdownHover
          ? markdown(context, report, uses, { uri, position })
          : plainText(report, uses);
        const kind = context.client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
        return {
          contents: { kind, value },
          ...(sameUri(report.uri, uri)
            ? { range: document.positions.rangeOf(report.start, report.end) }
            : {}),
        };
      },
    ),
  );
  return { hoverProvider: true };
};

/** A place with its line, for display and as a link. */
interface LinkedPlace {
  readonly label: string;
  readonly target: string;
}

interface LinkedUse {
  readonly text: string;
  readonly places: readonly LinkedPlace[];
  readonly more: number;
}

async function linkUses(
  uses: readonly UseSummary[],
  positionsOf: PositionLookup,
): Promise<readonly LinkedUse[]> {
  const link = async ({ uri, start }: Place): Promise<readonly LinkedPlace[]> => {
    const line = (await positionsOf(uri))?.positionAt(start).line;
    if (line === undefined) return [];
    return [{ label: placeLabel(uri, line + 1), target: `${uri}#L${line + 1}` }];
  };
  return Promise.all(
    uses.map(async ({ text, places, more }) => {
      const linked = (await Promise.all(places.map(link))).flat();
      return { text, places: linked, more: more + places.length - linked.length };
    }),
  );
}

function markdown(
  { client: { commands } }: ServerContext,
  report: MapReport,
  uses: readonly LinkedUse[],
  at: { readonly uri: string; readonly position: Position },
): string {
  const { found } = report;
  const links = [
    ...(commands.has(COMMANDS.simulate) && report.layout !== undefined
      ? [commandLink('Simulate', COMMANDS.simulate, [at.uri, at.position])]
      : []),
    ...(found === undefined
      ? []
      : [
          commands.has(COMMANDS.explain)
            ? commandLink(found.rule, COMMANDS.explain, [found.rule])
            : `rule ${escapeMarkdown(found.rule)}`,
          escapeMarkdown(judgement(found)),
        ]),
  ];
  return paragraphs([
    `heapghost · ${codeSpan(report.typeText)} · ${escapeMarkdown(goLabel(report))}`,
    fencedBlock(TABLE_LANGUAGE, mapTable(report)),
    useLine(uses, escapeMarkdown, ({ label, target }) => markdownLink(label, target)),
    links.join(' · '),
  ]);
}

function plainText(report: MapReport, uses: readonly LinkedUse[]): string {
  const line = useLine(
    uses,
    (text) => text,
    ({ label }) => label,
  );
  const { found } = report;
  const rule = found === undefined ? '' : `rule ${found.rule} · ${judgement(found)}`;
  return [`heapghost · ${report.typeText} · ${goLabel(report)}`, ...mapTable(report), line, rule]
    .filter((text) => text !== '')
    .join('\n');
}

/** `possible: no loop deletes its entries by their age`. */
function judgement({ confidence, reason }: Judgement): string {
  return reason === undefined ? confidence : `${confidence}: ${reason}`;
}

/** `2 inserts: cache.go:41, cache.go:60 · 1 delete: cache.go:52 · never replaced`. */
function useLine(
  uses: readonly LinkedUse[],
  words: (text: string) => string,
  link: (place: LinkedPlace) => string,
): string {
  return uses
    .map(({ text, places, more }) => {
      const listed = [...places.map(link), ...(more > 0 ? [words(`${more} more`)] : [])];
      return listed.length === 0 ? words(text) : `${words(text)}: ${listed.join(', ')}`;
    })
    .join(' · ');
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
