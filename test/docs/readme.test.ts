import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packagedReadme, pictureAddresses } from '../../scripts/readme';

describe('the README in the package', () => {
  const CASES: readonly {
    readonly about: string;
    readonly source: string;
    readonly want: string;
  }[] = [
    {
      about: 'a picture of the repository is said in words',
      source: 'a\n\n![the hover](docs/hover.png)\n\nb',
      want: 'a\n\n*Picture: the hover.*\n\nb',
    },
    {
      about: 'a picture in two themes is said once',
      source:
        '<picture>\n  <source media="(prefers-color-scheme: light)" srcset="light.png">\n  <img alt="the panel" src="dark.png">\n</picture>\n',
      want: '*Picture: the panel.*\n',
    },
    {
      about: 'a picture in HTML is said in words',
      source: '<img alt="the menu" src="menu.png">',
      want: '*Picture: the menu.*',
    },
    {
      about: 'data is no address that VS Code shows',
      source: '![dot](data:image/png;base64,AAAA)',
      want: '*Picture: dot.*',
    },
    {
      about: 'a picture of the web stays',
      source: '![badge](https://example.com/badge.png)',
      want: '![badge](https://example.com/badge.png)',
    },
  ];
  for (const { about, source, want } of CASES) {
    it(about, () =>
      assert.equal(packagedReadme(source).replace(/ All pictures are in [^*]*/, ''), want),
    );
  }

  it('says once where the pictures are', () => {
    const readme = packagedReadme('![a](a.png)\n\n![b](b.png)\n');
    assert.match(readme, /^\*Picture: a\. All pictures are in .*\*\n\n\*Picture: b\.\*\n$/);
  });

  it('has no picture that VS Code would show as a broken one', () => {
    const source = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');
    assert.ok(pictureAddresses(source).length > 0, 'README.md has pictures');
    const broken = pictureAddresses(packagedReadme(source)).filter((a) => !a.startsWith('https:'));
    assert.deepEqual(broken, []);
  });
});
