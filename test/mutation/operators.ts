/**
 * The small mistakes that a mutation makes in a TypeScript file: each is a replacement of one stretch of its text, found on
 * the syntax tree, so that what comes out parses.
 */
import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';
import ts from 'typescript';

/** `file` with the characters from `start` to `end` replaced. Offsets are UTF-16 code units. */
export interface Mutant {
  /** Relative to the repository, with slashes. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What kind of mistake it is, in a word or two. */
  readonly kind: string;
}

type Emit = (kind: string, node: ts.Node, text: string) => void;

/** Every mutant of a file, in source order. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const found = new Map<string, Mutant>();
  const add = (kind: string, start: number, end: number, text: string): void => {
    if (source.slice(start, end) === text) return;
    const key = `${start} ${end} ${text}`;
    if (!found.has(key)) found.set(key, { file, start, end, text, kind });
  };
  const emit: Emit = (kind, node, text) => add(kind, node.getStart(tree), node.end, text);
  const visit = (node: ts.Node): void => {
    if (isOnlyForTypes(node)) return;
    mutateConditions(node, emit);
    mutateOperators(node, add, emit);
    mutateLiterals(node, add, emit);
    mutateCalls(node, emit);
    mutateStatements(node, emit);
    mutateElements(node, source, add);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

function isOnlyForTypes(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeNode(node)
  );
}

function negated(expr: ts.Expression): string {
  return `!(${expr.getText()})`;
}

function mutateConditions(node: ts.Node, emit: Emit): void {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) {
    emit('negate condition', node.expression, negated(node.expression));
    emit('condition never', node.expression, 'false');
    if (ts.isIfStatement(node)) emit('condition always', node.expression, 'true');
  }
  if (ts.isConditionalExpression(node)) {
    emit('negate condition', node.condition, negated(node.condition));
    emit('one branch', node, `(${node.whenTrue.getText()})`);
    emit('one branch', node, `(${node.whenFalse.getText()})`);
  }
  if (ts.isForStatement(node) && node.condition !== undefined) {
    emit('condition never', node.condition, 'false');
  }
}

const { SyntaxKind: K } = ts;

/** Operators and what they are mistaken for. */
const OPERATORS = new Map<ts.SyntaxKind, readonly string[]>([
  [K.AmpersandAmpersandToken, ['||']],
  [K.BarBarToken, ['&&']],
  [K.EqualsEqualsEqualsToken, ['!==']],
  [K.ExclamationEqualsEqualsToken, ['===']],
  [K.LessThanToken, ['<=', '>=']],
  [K.LessThanEqualsToken, ['<', '>']],
  [K.GreaterThanToken, ['>=', '<=']],
  [K.GreaterThanEqualsToken, ['>', '<']],
  [K.PlusToken, ['-']],
  [K.MinusToken, ['+']],
  [K.AsteriskToken, ['/']],
  [K.SlashToken, ['*']],
  [K.PercentToken, ['*']],
  [K.PlusEqualsToken, ['-=', '=']],
  [K.MinusEqualsToken, ['+=', '=']],
  [K.BarBarEqualsToken, ['=']],
  [K.QuestionQuestionEqualsToken, ['=']],
  [K.GreaterThanGreaterThanToken, ['<<']],
  [K.LessThanLessThanToken, ['>>']],
]);

type Add = (kind: string, start: number, end: number, text: string) => void;

function mutateOperators(node: ts.Node, add: Add, emit: Emit): void {
  if (ts.isBinaryExpression(node)) {
    const { left, operatorToken, right } = node;
    for (const other of OPERATORS.get(operatorToken.kind) ?? []) {
      add('operator', operatorToken.getStart(), operatorToken.end, other);
    }
    const either =
      operatorToken.kind === K.AmpersandAmpersandToken ||
      operatorToken.kind === K.BarBarToken ||
      operatorToken.kind === K.QuestionQuestionToken;
    if (either) {
      emit('one operand', node, `(${left.getText()})`);
      emit('one operand', node, `(${right.getText()})`);
    }
  }
  if (ts.isPrefixUnaryExpression(node)) {
    if (node.operator === K.ExclamationToken) emit('no negation', node, node.operand.getText());
    if (node.operator === K.MinusToken) emit('no sign', node, node.operand.getText());
    if (node.operator === K.PlusPlusToken) emit('operator', node, `--${node.operand.getText()}`);
    if (node.operator === K.MinusMinusToken) emit('operator', node, `++${node.operand.getText()}`);
  }
  if (ts.isPostfixUnaryExpression(node)) {
    const other = node.operator === K.PlusPlusToken ? '--' : '++';
    emit('operator', node, `${node.operand.getText()}${other}`);
  }
}

function mutateLiterals(node: ts.Node, add: Add, emit: Emit): void {
  if (node.kind === K.TrueKeyword) emit('boolean', node, 'false');
  if (node.kind === K.FalseKeyword) emit('boolean', node, 'true');
  if (ts.isNumericLiteral(node)) {
    const value = Number(node.text);
    for (const other of [value + 1, value - 1, ...(value > 1 ? [value * 10] : [])]) {
      if (other >= 0) emit('number', node, String(other));
    }
  }
  if (ts.isBigIntLiteral(node)) emit('number', node, `${BigInt(node.text.slice(0, -1)) + 1n}n`);
  if (ts.isStringLiteral(node) && !isName(node)) {
    emit('string', node, node.text === '' ? "'~'" : "''");
    for (const { start, end } of alternativesIn(node.getText())) {
      add('alternative', node.getStart() + start, node.getStart() + end, '');
    }
  }
  if (ts.isNoSubstitutionTemplateLiteral(node) && node.text !== '') emit('string', node, '``');
  if (ts.isTemplateHead(node) && node.text !== '') emit('string', node, '`${');
  if (ts.isTemplateMiddle(node) && node.text !== '') emit('string', node, '}${');
  if (ts.isTemplateTail(node) && node.text !== '') emit('string', node, '}`');
  if (ts.isRegularExpressionLiteral(node)) mutateRegExp(node, emit);
}

/** Whether a string is the name of a property, whose change is another mistake than that of a value. */
function isName(node: ts.StringLiteral): boolean {
  const { parent } = node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}

/** The words of `a|b|c` in a string that becomes part of a regular expression, each with one bar. */
function alternativesIn(text: string): { readonly start: number; readonly end: number }[] {
  const found: { readonly start: number; readonly end: number }[] = [];
  for (const { index, 0: word } of text.matchAll(/[\w/]+\|/g)) {
    found.push({ start: index, end: index + word.length });
  }
  for (const { index, 0: word } of text.matchAll(/\|[\w/]+/g)) {
    found.push({ start: index, end: index + word.length });
  }
  return found;
}

function mutateRegExp(node: ts.RegularExpressionLiteral, emit: Emit): void {
  const text = node.getText();
  const tree = new RegExpParser().parseLiteral(text);
  const replace = ({ start, end }: AST.Node, other: string): void =>
    emit('regular expression', node, text.slice(0, start) + other + text.slice(end));
  visitRegExpAST(tree, {
    onAssertionEnter: (part) => replace(part, ''),
    onQuantifierEnter: (part) => {
      const element = part.element.raw;
      const lazy = part.greedy ? '' : '?';
      if (part.min === 0 && part.max === 1) {
        replace(part, element);
        replace(part, '');
      } else if (part.min === 0) replace(part, `${element}+${lazy}`);
      else if (part.min === 1 && part.max > 1) {
        replace(part, `${element}*${lazy}`);
        replace(part, element);
      }
    },
    onAlternativeEnter: (part) => {
      const { alternatives } = part.parent;
      if (alternatives.length < 2) return;
      const at = alternatives.indexOf(part);
      const rest = alternatives.filter((_, i) => i !== at).map(({ raw }) => raw);
      const [first, last] = [alternatives[0], alternatives.at(-1)];
      if (first === undefined || last === undefined) return;
      const other = text.slice(0, first.start) + rest.join('|') + text.slice(last.end);
      emit('regular expression', node, other);
    },
    onCharacterClassEnter: (part) => {
      for (const element of part.elements) {
        const rest = text.slice(part.start, element.start) + text.slice(element.end, part.end);
        if (part.elements.length > 1) replace(part, rest);
      }
    },
  });
  for (const flag of node.text.slice(node.text.lastIndexOf('/') + 1)) {
    // Without `g` an exec or matchAll does not end or throws: found at once.
    if (flag === 'g') continue;
    const at = text.lastIndexOf(flag);
    emit('regular expression', node, text.slice(0, at) + text.slice(at + 1));
  }
}

/** Methods that are mistaken for each other. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  some: ['every'],
  every: ['some'],
  startsWith: ['endsWith', 'includes'],
  endsWith: ['startsWith', 'includes'],
  includes: ['startsWith'],
  indexOf: ['lastIndexOf'],
  lastIndexOf: ['indexOf'],
  find: ['findLast'],
  findLast: ['find'],
  findIndex: ['findLastIndex'],
  findLastIndex: ['findIndex'],
  min: ['max'],
  max: ['min'],
  floor: ['ceil'],
  ceil: ['floor'],
  push: ['unshift'],
  unshift: ['push'],
  pop: ['shift'],
  shift: ['pop'],
};

/** Methods that a result is also had without. */
const DROPPED = new Set([
  ...['trim', 'trimEnd', 'trimStart', 'toLowerCase', 'toUpperCase', 'replace', 'replaceAll'],
  ...['filter', 'slice', 'sort', 'reverse', 'toSorted', 'concat', 'flat', 'padStart', 'padEnd'],
]);

function mutateCalls(node: ts.Node, emit: Emit): void {
  if (!ts.isCallExpression(node)) return;
  const callee = node.expression;
  if (ts.isPropertyAccessExpression(callee)) {
    const { name } = callee;
    for (const other of Object.hasOwn(METHODS, name.text) ? (METHODS[name.text] ?? []) : []) {
      emit('method', name, other);
    }
    if (DROPPED.has(name.text)) emit('no call', node, callee.expression.getText());
    return;
  }
  const [first] = node.arguments;
  if (first !== undefined && ts.isIdentifier(callee)) emit('no call', node, first.getText());
}

function mutateStatements(node: ts.Node, emit: Emit): void {
  if (
    ts.isExpressionStatement(node) ||
    ts.isBreakStatement(node) ||
    ts.isContinueStatement(node) ||
    ts.isThrowStatement(node) ||
    (ts.isIfStatement(node) && node.elseStatement !== undefined) ||
    ts.isForOfStatement(node)
  ) {
    emit('no statement', node, '{}');
  }
  if (ts.isReturnStatement(node)) {
    if (!endsAnyway(node)) emit('no statement', node, '{}');
    if (node.expression !== undefined) {
      emit('returns nothing', node.expression, 'undefined');
      emit('returns nothing', node.expression, '[]');
    }
  }
  if (ts.isCaseClause(node)) {
    if (node.statements.length === 0) emit('no case', node, '');
    else emit('no case', node, 'case undefined as never: break;');
  }
  const body =
    ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) ? node.body : undefined;
  if (body !== undefined && body.statements.length > 1) emit('no body', body, '{}');
}

/** Whether a function returns nothing here with or without the statement: at its end, or in the last case of its last switch. */
function endsAnyway({ expression, parent }: ts.ReturnStatement): boolean {
  if (expression !== undefined && expression.getText() !== 'undefined') return false;
  const clauses = ts.isDefaultClause(parent) ? parent.parent : undefined;
  const last = clauses?.clauses.at(-1) === parent ? clauses.parent : undefined;
  const body = last?.parent ?? parent;
  return (
    ts.isBlock(body) &&
    ts.isFunctionLike(body.parent) &&
    (last === undefined || body.statements.at(-1) === last)
  );
}

/** Arrays, calls' spreads and objects without one of their elements. */
function mutateElements(node: ts.Node, source: string, add: Add): void {
  const elements = ts.isArrayLiteralExpression(node)
    ? node.elements
    : ts.isObjectLiteralExpression(node)
      ? node.properties
      : undefined;
  for (const element of elements ?? []) {
    const comma = /^\s*,/.exec(source.slice(element.end))?.[0].length ?? 0;
    add('no element', element.getStart(), element.end + comma, '');
  }
}
