import assert from 'node:assert/strict';
import { formatGoVersion, modelledGoVersion, parseGoVersion } from '../../runtime/layout/version';

describe('Go versions', () => {
  it('are read as toolchains and go.mod write them', () => {
    const table: readonly (readonly [text: string, minor: number | undefined])[] = [
      ['1.23', 23],
      ['go1.23', 23],
      ['1.23.4', 23],
      ['go1.27rc1', 27],
      ['1.21beta2', 21],
      ['go1.26.1-acme', 26],
      ['go1.26.8 X:nodwarf5', 26],
      [' 1.9 ', 9],
      ['1.100', 100],
      ['', undefined],
      ['1', undefined],
      ['1.', undefined],
      ['1.x', undefined],
      ['1.023', undefined],
      ['2.0', undefined],
      ['v1.23', undefined],
      ['latest', undefined],
      ['-1.23', undefined],
    ];
    for (const [text, minor] of table) assert.equal(parseGoVersion(text)?.minor, minor, text);
  });

  it('outside the modelled range have a stand-in that says so', () => {
    const table = [
      { minor: 18, text: '1.19', outside: 'older' },
      { minor: 19, text: '1.19', outside: undefined },
      { minor: 27, text: '1.27', outside: undefined },
      { minor: 28, text: '1.27', outside: 'newer' },
    ];
    for (const { minor, text, outside } of table) {
      const modelled = modelledGoVersion({ minor });
      assert.equal(formatGoVersion(modelled.version), text);
      assert.equal(modelled.outside, outside);
    }
  });
});
