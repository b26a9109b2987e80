import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { nearest } from '../../runtime';
import { UserError } from '../host/command';
import { REPOSITORY } from '../host/paths';

export const SOURCES = 'server/src/rules';
export const FIXTURES = 'test/rules';

/** Of the findings that no rule makes. */
const RESERVED = ['useless-suppression'];

/** Longer, a name fits neither a line of the terminal nor a comment. */
const LONGEST = 50;

/** The names of all rules, which are those of their folders. */
function ruleNames(): readonly string[] {
  const folder = path.join(REPOSITORY, SOURCES);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** @throws UserError, one line, for a name that no new rule may have */
export function checkNewName(name: string): void {
  if (!/^[a-z]+(?:-[a-z]+)+$/.test(name) || name.length > LONGEST) {
    throw new UserError(
      `${JSON.stringify(name)} cannot name a rule: take two or more words of a to z joined by "-", at most ${LONGEST} characters`,
    );
  }
  const taken = [SOURCES, FIXTURES].find((parent) =>
    existsSync(path.join(REPOSITORY, parent, name)),
  );
  if (taken !== undefined) {
    throw new UserError(`the name ${name} is taken: ${taken}/${name} exists`);
  }
  if (RESERVED.includes(name)) {
    throw new UserError(`the name ${name} is taken: findings have it that no rule makes`);
  }
}

/** @throws UserError, one line, for a name that no rule has */
export function checkRuleName(name: string): void {
  const names = ruleNames();
  if (names.includes(name)) return;
  const meant = nearest(name, names);
  const hint = meant === undefined ? `there are ${names.join(', ')}` : `did you mean ${meant}?`;
  throw new UserError(`no rule is called ${JSON.stringify(name)}: ${hint}`);
}
