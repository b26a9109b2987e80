/** Which files stand in for something in tests, without being tests themselves. */
import { fileName } from '../base/fileName';
import type { PackageInfo } from '../types';

const NAMES = /^(?:tests?|testing|testutils?|fakes?|mocks?|e2e)$/;

const FILES = /^(?:fake|mock_|mocks?\.go$)|_(?:fakes?|mocks?)\.go$/;

/**
 * By the names of the package and of the folders around it, and by the file's: `package testing`, `test/client`,
 * `fake_client.go`, `store_mock.go`. What comes first in an import path is a host or the module.
 */
export function isTestDouble({ name, path }: PackageInfo, uri: string): boolean {
  const [, ...folders] = path.split('/');
  return NAMES.test(name) || folders.some((one) => NAMES.test(one)) || FILES.test(fileName(uri));
}
