import assert from 'node:assert/strict';
import Ajv from 'ajv';
import manifest from '../../package.json';
import { RULES } from '../../server/src/rules';

/** The part of a setting's schema that an editor completes and checks with. */
interface Schema {
  readonly properties: Readonly<Record<string, { readonly markdownDescription: string }>>;
}

describe('the setting heapghost.rules', () => {
  const properties: Readonly<Record<string, object>> =
    manifest.contributes.configuration.properties;
  const schema = properties['heapghost.rules'] as Schema;

  it('completes the names of all rules, in their order, each with its title', () => {
    assert.deepEqual(
      Object.entries(schema.properties).map(([name, rule]) => [name, rule.markdownDescription]),
      RULES.map(({ meta }) => [meta.name, `${meta.title}.`]),
    );
  });

  const [first] = RULES;
  const VALUES: readonly (readonly [string, unknown, boolean])[] = [
    ['a rule switched off', { [first?.meta.name ?? '']: 'off' }, true],
    ['a rule with a level that there is not', { [first?.meta.name ?? '']: 'error' }, false],
    ['a name that no rule has', { 'map-never-shirnks': 'off' }, false],
    ['nothing', {}, true],
  ];
  for (const [what, value, valid] of VALUES) {
    it(`${valid ? 'accepts' : 'warns of'} ${what}`, () => {
      const validate = new Ajv({ strict: false }).compile(schema);
      assert.equal(validate(value), valid);
    });
  }
});
