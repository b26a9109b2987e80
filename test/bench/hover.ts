/**
 * Hovers over map-typed fields and variables whose key or elem is of another package, in the module of a folder: with
 * nothing loaded but the parser, with their own package loaded but none that it imports, and again.
 */
import path from 'node:path';
import { createWorkspace } from '../../server/src/analysis/analysis';
import type { MapReport } from '../../server/src/contracts/findings';
import { uriOf } from '../../server/src/node/paths';
import { DEFAULT_SETTINGS } from '../../server/src/contracts/settings';
import type { Workspace } from '../../server/src/contracts/workspace';
import { diskEnvironment, goFilesBelow, textOf } from './disk';
import type { Sample } from './measure';
import { printSamples, sampled } from './measure';

const COLD = 150;
const WARM = 10;

/** `name map[K]V`, where K or V is a name of another package. */
const DECLARED =
  /^\s*(?:var )?(?!return|range|case)(\w+) +(?=map\[(?:[^\]\n]*\w\.[A-Z]|[^\]\n]*\][\w*[\]]*\w\.[A-Z]))/gm;

interface Place {
  readonly uri: string;
  readonly offset: number;
}

/** All places, thinned out evenly: every module gives the same ones each time. */
function placesBelow(folder: string, most: number): readonly Place[] {
  const all: Place[] = [];
  for (const file of goFilesBelow(folder, ['vendor', 'testdata', '_output'])) {
    if (file.endsWith('_test.go')) continue;
    for (const match of textOf(file).matchAll(DECLARED)) {
      const [line, name = ''] = match;
      all.push({ uri: uriOf(file), offset: match.index + line.lastIndexOf(name) });
    }
  }
  const step = Math.max(1, all.length / most);
  return Array.from(
    { length: Math.min(most, all.length) },
    (_, i) => all[Math.floor(i * step)],
  ).filter((place) => place !== undefined);
}

interface Times {
  readonly nothing: Sample[];
  readonly own: Sample[];
  readonly warm: Sample[];
}

async function main(folder: string, samples: number): Promise<void> {
  const places = placesBelow(folder, samples);
  const times: Times = { nothing: [], own: [], warm: [] };
  const slow: (Sample & { readonly place: Place; readonly what: string })[] = [];
  const reasons = new Map<string, number>();
  let known = 0;
  for (const place of places) {
    const fresh = await started();
    const nothing = await sampled(() => fresh.mapReport(place.uri, place.offset));
    times.nothing.push(nothing);
    const loaded = await started();
    // Nothing stands there: the package is parsed and grouped, none of its names is looked at.
    await loaded.mapReport(place.uri, 0);
    let report: MapReport | undefined;
    const own = await sampled(async () => {
      report = await loaded.mapReport(place.uri, place.offset);
    });
    times.own.push(own);
    times.warm.push(await sampled(() => loaded.mapReport(place.uri, place.offset)));
    slow.push(
      { ...nothing, place, what: 'nothing loaded' },
      { ...own, place, what: 'own package loaded' },
    );
    const reason = report === undefined ? 'no map' : (report.key.unknown ?? report.elem.unknown);
    if (reason === undefined) known++;
    else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  console.log(`${places.length} hovers in ${folder}: ${known} known`);
  for (const [reason, count] of reasons) console.log(`  ${count} ${reason}`);
  printSamples('cold, nothing loaded', times.nothing, COLD);
  printSamples('cold, own package loaded', times.own, COLD);
  printSamples('warm', times.warm, WARM);
  slow.sort((a, b) => b.cpu - a.cpu);
  for (const { cpu, place, what } of slow.slice(0, 5)) {
    console.log(
      `  ${cpu.toFixed(0)} ms of processor time, ${what}: ${place.uri} at ${place.offset}`,
    );
  }
}

/** A workspace whose parser is loaded, as soon as the server has started. */
async function started(): Promise<Workspace> {
  const workspace = createWorkspace(diskEnvironment(), DEFAULT_SETTINGS);
  workspace.openDocument('untitled:started.go', 1, 'package p\n');
  await workspace.mapReport('untitled:started.go', 0);
  return workspace;
}

void main(path.resolve(process.argv[2] ?? '.'), Number(process.argv[3] ?? 100));
