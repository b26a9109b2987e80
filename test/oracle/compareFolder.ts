/** All types of a folder's packages: what go/types and Heapghost say of them. */
import type { Environment } from '../../server/src/contracts/environment';
import { createNodeEnvironment } from '../../server/src/node/environment';
import type { Settings } from '../../server/src/contracts/settings';
import { DEFAULT_SETTINGS } from '../../server/src/contracts/settings';
import { assetEnvironment } from '../syntax/support';
import { compareRecord } from './compareRecord';
import type { OracleOptions, OracleSummary } from './goOracle';
import { oracleRecords } from './goOracle';
import type { Answers } from './product';
import { createProduct, placeOf } from './product';
import type { Tally } from './tally';

/** Compares record by record; the answers for one file are held at a time. */
export async function compareFolder(
  options: OracleOptions,
  tally: Tally,
): Promise<OracleSummary | undefined> {
  const settings: Settings = { ...DEFAULT_SETTINGS, arch: options.arch, os: options.os };
  const assets = assetEnvironment();
  const environment: Environment = {
    ...createNodeEnvironment(''),
    loadAsset: (name) => assets.loadAsset(name),
  };
  const product = createProduct(options.mode, environment, settings);
  let current: { readonly file: string; readonly answers: Answers } | undefined;
  for await (const record of oracleRecords(options)) {
    if (record.kind === 'summary') return record;
    if (current?.file !== record.file) {
      current = { file: record.file, answers: await product(record.file) };
    }
    tally.add(record, compareRecord(record, current.answers.get(placeOf(record))?.()));
  }
  return undefined;
}
