/** Which files stand in for something in tests, without being tests themselves. */
import { fileName } from '../base/fileName';
import type { PackageInfo } from '../types';

const PACKAGES = /^(?:tests?|testing|testutils?|fakes?|mocks?|e2e)$/;

const FILES = /^(?:fake|mock_|mocks?\.go$)|_(?:fakes?|mocks?)\.go$/;

/** By the package's name, and by the file's: `package testing`, `fake_client.go`, `store_mock.go`. */
export function isTestDouble({ name }: PackageInfo, uri: string): boolean {
  return PACKAGES.test(name) || FILES.test(fileName(uri));
}
