/** The official schema of SARIF 2.1.0, and what it cannot say of a log. */
import assert from 'node:assert/strict';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region?: Region;
  };
  readonly message?: { readonly text: string };
}

/** The part of a log that Heapghost writes. */
export interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly originalUriBaseIds?: Readonly<Record<string, unknown>>;
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex?: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly Location[];
      readonly relatedLocations: readonly Location[];
    }[];
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly {
        readonly message: { readonly text: string };
        readonly locations: readonly Location[];
      }[];
    }[];
  }[];
}

/**
 * The last candidate of the schema: the one of the standard with fewer types spelt out, as another check of both has
 * shown. One pattern, of a property that we do not write, is no regular expression with the flag that ajv wants.
 */
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile<SarifLog>(schema);

export function assertSarif(log: SarifLog): void {
  assert.ok(validate(log), ajv.errorsText(validate.errors, { separator: '\n' }));
  for (const run of log.runs) {
    const { rules } = run.tool.driver;
    for (const { ruleId, ruleIndex, locations, relatedLocations } of run.results) {
      assert.equal(ruleIndex === undefined ? -1 : ruleIndex, indexIn(rules, ruleId), ruleId);
      assert.equal(locations.length, 1);
      for (const { physicalLocation } of [...locations, ...relatedLocations]) {
        assertPlace(physicalLocation, run);
        // Not in this version of the schema, but in the standard's (3.30.5).
        assert.ok(physicalLocation.region);
        const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
        assert.ok(endLine > startLine || (endLine === startLine && endColumn >= startColumn));
      }
    }
    for (const { toolExecutionNotifications: notes, executionSuccessful } of run.invocations) {
      assert.equal(executionSuccessful, notes.length === 0);
      for (const { physicalLocation } of notes.flatMap(({ locations }) => locations)) {
        assertPlace(physicalLocation, run);
      }
    }
  }
}

function indexIn(rules: readonly { readonly id: string }[], id: string): number {
  return rules.findIndex((rule) => rule.id === id);
}

function assertPlace(
  { artifactLocation: { uri, uriBaseId } }: Location['physicalLocation'],
  { originalUriBaseIds = {} }: SarifLog['runs'][number],
): void {
  if (uriBaseId === undefined) {
    assert.equal(new URL(uri).protocol, 'file:', 'without a base, an absolute URI');
    return;
  }
  assert.ok(uriBaseId in originalUriBaseIds);
  const base = 'x:/base/';
  assert.ok(new URL(uri, base).href.startsWith(base), `${uri} stays below its base`);
}
