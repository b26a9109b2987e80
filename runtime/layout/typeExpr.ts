/**
 * Go type expressions over the types of the universe, as typed on the command line and in the panel: text in, shape
 * out. Named types of packages are not known here.
 *
 * Grammar: go.dev/ref/spec#Types, without type parameters. Array lengths are constant expressions of integer literals.
 */
import type { Arch } from './arch';
import { maxTypeSize } from './arch';
import type { FieldShape, TypeShape } from './shape';
import {
  arrayShape,
  basicShape,
  interfaceShape,
  isBasicTypeName,
  pointerShape,
  referenceShape,
  sliceShape,
  structShape,
} from './shape';

export type TypeShapeResult =
  | { readonly ok: true; readonly shape: TypeShape }
  /** `message` is one sentence; `offset` is where in the text it applies, UTF-16 units. */
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** Reads a type expression. Never throws: any text gives a shape or a message with an offset. */
export function parseTypeShape(text: string, arch: Arch): TypeShapeResult {
  try {
    const parser = createParser(tokenize(text), arch);
    const shape = parser.type();
    parser.end();
    return { ok: true, shape };
  } catch (error) {
    if (error instanceof TypeExprError) {
      return { ok: false, message: error.message, offset: error.offset };
    }
    throw error;
  }
}

/** Reads the type of a map's keys: as `parseTypeShape`, and the type must be comparable. */
export function parseKeyShape(text: string, arch: Arch): TypeShapeResult {
  const result = parseTypeShape(text, arch);
  if (!result.ok || result.shape.comparable) return result;
  const offset = text.length - text.trimStart().length;
  return { ok: false, message: notComparable(result.shape), offset };
}

function notComparable(key: TypeShape): string {
  return `${key.text} cannot be a map key: it is not comparable`;
}

/** Thrown inside this file only; `parseTypeShape` turns it into a result. */
class TypeExprError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'symbol' | 'end';
  readonly text: string;
  readonly offset: number;
}

/** Deeper nesting than any real type has; the parser is recursive. */
const MAX_DEPTH = 200;
const MAX_TEXT = 100_000;
const KEYWORDS = new Set(['map', 'chan', 'func', 'struct', 'interface']);
const TOKEN =
  /(?<name>[\p{L}_][\p{L}\p{Nd}_]*)|(?<number>\d[\da-zA-Z_]*)|(?<string>`[^`]*`|"(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\/|(?<symbol><-|<<|>>|\.\.\.|[[\](){}*,;.+\-/%~|])|[ \t\r]+|(?<newline>\n)/uy;

function tokenize(text: string): readonly Token[] {
  if (text.length > MAX_TEXT) throw new TypeExprError('the type is too long', MAX_TEXT);
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const offset = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) {
      const char = String.fromCodePoint(text.codePointAt(offset) ?? 0);
      throw new TypeExprError(`unexpected character ${JSON.stringify(char)}`, offset);
    }
    const { name, number, string, symbol, newline } = groups;
    if (name !== undefined) tokens.push({ kind: 'name', text: name, offset });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, offset });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string, offset });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol, offset });
    else if (newline !== undefined && endsStatement(tokens.at(-1))) {
      tokens.push({ kind: 'symbol', text: ';', offset });
    }
  }
  // A newline at the very end ends nothing.
  const last = tokens.at(-1);
  if (last?.text === ';' && text[last.offset] === '\n') tokens.pop();
  return [...tokens, { kind: 'end', text: 'the end', offset: text.length }];
}

/** Whether a newline after the token counts as `;` (go.dev/ref/spec#Semicolons), as far as types need it. */
function endsStatement(last: Token | undefined): boolean {
  if (last === undefined) return false;
  if (last.kind === 'symbol') return [')', ']', '}'].includes(last.text);
  return !KEYWORDS.has(last.text);
}

interface Parser {
  type(): TypeShape;
  /** Refuses what follows the type. */
  end(): void;
}

function createParser(tokens: readonly Token[], arch: Arch): Parser {
  let next = 0;
  let depth = 0;

  const peek = (ahead = 0): Token => tokens[Math.min(next + ahead, tokens.length - 1)] as Token;
  const is = (text: string, ahead = 0): boolean => {
    const token = peek(ahead);
    return token.text === text && token.kind !== 'string' && token.kind !== 'end';
  };
  const take = (): Token => {
    const token = peek();
    next = Math.min(next + 1, tokens.length - 1);
    return token;
  };
  const accept = (text: string): boolean => {
    const found = is(text);
    if (found) take();
    return found;
  };
  const fail = (message: string, at: Token = peek()): never => {
    throw new TypeExprError(message, at.offset);
  };
  const expect = (text: string): void => {
    if (!accept(text)) fail(`expected "${text}" but found ${shown(peek())}`);
  };

  function type(): TypeShape {
    if (depth >= MAX_DEPTH) fail('the type is nested too deeply');
    depth++;
    const start = peek();
    const shape = typeUnchecked();
    depth--;
    if (shape.size > maxTypeSize(arch)) fail(`${shape.text} is too large for ${arch}`, start);
    return shape;
  }

  function typeUnchecked(): TypeShape {
    const token = peek();
    if (accept('(')) {
      const shape = type();
      expect(')');
      return shape;
    }
    if (accept('*')) {
      const pointee = type();
      return pointerShape(`*${pointee.text}`, pointee, arch);
    }
    if (accept('[')) return arrayOrSlice(token);
    if (is('<-')) return channel();
    if (token.kind !== 'name') {
      return fail(
        token.kind === 'end' ? 'expected a type' : `expected a type but found ${shown(token)}`,
      );
    }
    switch (token.text) {
      case 'map':
        return mapType();
      case 'chan':
        return channel();
      case 'func':
        take();
        return referenceShape(`func${signature()}`, 'func', arch);
      case 'struct':
        return structType();
      case 'interface':
        return interfaceType();
      default:
        return namedType();
    }
  }

  function namedType(): TypeShape {
    const token = take();
    if (accept('.')) {
      const member = take();
      const qualified = `${token.text}.${member.text}`;
      if (qualified === 'unsafe.Pointer') return basicShape(qualified, arch);
      fail(`${qualified} is not known here: write its underlying type, such as struct{…}`, token);
    }
    if (token.text === 'comparable') fail('comparable is a constraint, not a type', token);
    if (!isBasicTypeName(token.text)) fail(`unknown type ${token.text}`, token);
    return isBasicTypeName(token.text) ? basicShape(token.text, arch) : fail('unknown type', token);
  }

  function arrayOrSlice(open: Token): TypeShape {
    if (accept(']')) {
      const elem = type();
      return sliceShape(`[]${elem.text}`, arch);
    }
    if (is('...')) fail('an array type needs a length: [...] is for literals');
    const length = constant(0);
    expect(']');
    if (length < 0) fail(`negative array length ${length}`, open);
    const elem = type();
    const text = `[${length}]${elem.text}`;
    if (length > maxTypeSize(arch)) fail(`${text} is too large for ${arch}`, open);
    return arrayShape(text, length, elem, arch);
  }

  /** A constant expression; operators of `minimum` precedence and above are taken. */
  function constant(minimum: number): number {
    let left = operand();
    for (;;) {
      const operator = peek();
      const precedence = operator.kind === 'symbol' ? PRECEDENCE[operator.text] : undefined;
      if (precedence === undefined || precedence < minimum) return left;
      take();
      const right = constant(precedence + 1);
      const value = evaluate(operator.text, left, right);
      if (value === undefined) return fail('the array length is no whole number', operator);
      left = value;
    }
  }

  function operand(): number {
    if (accept('(')) {
      const value = constant(0);
      expect(')');
      return value;
    }
    if (accept('-')) return 0 - operand();
    const token = take();
    if (token.kind !== 'number') {
      return fail(`expected an array length but found ${shown(token)}`, token);
    }
    const value = integerLiteral(token.text);
    if (value === undefined) return fail(`${token.text} is no array length`, token);
    if (!Number.isSafeInteger(value)) return fail(`array length ${token.text} is too large`, token);
    return value;
  }

  function mapType(): TypeShape {
    take();
    expect('[');
    const start = peek();
    const key = type();
    if (!key.comparable) fail(notComparable(key), start);
    expect(']');
    return referenceShape(`map[${key.text}]${type().text}`, 'map', arch);
  }

  function channel(): TypeShape {
    if (accept('<-')) {
      expect('chan');
      return referenceShape(`<-chan ${type().text}`, 'chan', arch);
    }
    take();
    const direction = accept('<-') ? 'chan<-' : 'chan';
    const parenthesised = direction === 'chan' && is('(') && is('<-', 1);
    const elem = type().text;
    return referenceShape(`${direction} ${parenthesised ? `(${elem})` : elem}`, 'chan', arch);
  }

  /** Parameters and results of a function type or method, from `(`; its text. */
  function signature(): string {
    const params = parameters();
    if (is('(')) return `${params} ${parameters()}`;
    const startsType = peek().kind === 'name' || is('*') || is('[') || is('<-');
    return startsType ? `${params} ${type().text}` : params;
  }

  /**
   * A parameter list. Its entries are either all types, or all `name Type` where names that share a type are grouped
   * (`a, b int`): a lone name is a type in the first case only.
   */
  function parameters(): string {
    expect('(');
    const entries: { readonly name?: Token; readonly text?: string }[] = [];
    while (!is(')')) {
      const token = peek();
      const lone = token.kind === 'name' && (is(',', 1) || is(')', 1));
      const named = !lone && token.kind === 'name' && !KEYWORDS.has(token.text) && !is('.', 1);
      if (lone) entries.push({ name: take() });
      else if (named) entries.push({ name: take(), text: parameterType() });
      else entries.push({ text: parameterType() });
      if (!accept(',')) break;
    }
    expect(')');
    const named = entries.some((e) => e.name !== undefined && e.text !== undefined);
    // A grouped name has the type of the next entry that has one.
    const following: (string | undefined)[] = [];
    for (let i = entries.length - 1; i >= 0; i--) {
      following[i] = entries[i]?.text ?? following[i + 1];
    }
    const texts = entries.map(({ name, text }, i) => {
      if (name === undefined) {
        if (named) fail('parameters with and without names are mixed');
        return text ?? '';
      }
      if (!named) {
        if (!isBasicTypeName(name.text)) fail(`unknown type ${name.text}`, name);
        return name.text;
      }
      return following[i] ?? fail(`parameter ${name.text} has no type`, name);
    });
    return `(${texts.join(', ')})`;
  }

  function parameterType(): string {
    return accept('...') ? `...${type().text}` : type().text;
  }

  function structType(): TypeShape {
    take();
    expect('{');
    const fields: FieldShape[] = [];
    const parts: string[] = [];
    const seen = new Set<string>();
    const add = (name: Token, shape: TypeShape): void => {
      if (name.text !== '_' && seen.has(name.text)) fail(`field ${name.text} is repeated`, name);
      seen.add(name.text);
      fields.push({ name: name.text, type: shape });
    };
    while (!is('}')) {
      parts.push(fieldDeclaration(add));
      if (!accept(';')) break;
    }
    expect('}');
    return structShape(`struct{${parts.join('; ')}}`, fields, arch);
  }

  /** One field declaration, `a, b T` or an embedded type, with its tag; its text. */
  function fieldDeclaration(add: (name: Token, shape: TypeShape) => void): string {
    const first = peek();
    const embedded = is('*') || is(';', 1) || is('}', 1) || is('.', 1) || peek(1).kind === 'string';
    let text: string;
    if (embedded) {
      const pointer = is('*');
      const name = peek(pointer ? 1 : 0);
      const shape = type();
      add(is('.', -1) ? peek(-1) : name, shape);
      text = shape.text;
    } else {
      const names = [fieldName()];
      while (accept(',')) names.push(fieldName());
      const shape = type();
      for (const name of names) add(name, shape);
      text = `${names.map((n) => n.text).join(', ')} ${shape.text}`;
    }
    if (peek().kind === 'string') text += ` ${take().text}`;
    if (!is(';') && !is('}')) fail(`expected ";" or "}" but found ${shown(peek())}`);
    return first.kind === 'end' ? fail('expected a field') : text;
  }

  function fieldName(): Token {
    const token = take();
    if (token.kind !== 'name' || KEYWORDS.has(token.text)) {
      fail(`expected a field name but found ${shown(token)}`, token);
    }
    return token;
  }

  function interfaceType(): TypeShape {
    take();
    expect('{');
    const parts: string[] = [];
    while (!is('}')) {
      const name = peek();
      if (name.kind !== 'name' || is('|', 1)) fail('constraint interfaces are no types of values');
      if (is('(', 1)) {
        take();
        parts.push(`${name.text}${signature()}`);
      } else {
        if (name.text !== 'error' && name.text !== 'any') {
          fail('only methods, error and any can stand in an interface here', name);
        }
        parts.push(type().text);
      }
      if (!accept(';')) break;
    }
    expect('}');
    return interfaceShape(
      parts.length === 0 ? 'interface{}' : `interface{ ${parts.join('; ')} }`,
      arch,
    );
  }

  function end(): void {
    const token = peek();
    if (token.kind !== 'end') fail(`unexpected ${shown(token)} after the type`, token);
  }

  return { type, end };
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  '+': 1,
  '-': 1,
  '|': 1,
  '*': 2,
  '/': 2,
  '%': 2,
  '<<': 2,
  '>>': 2,
};

const OPERATIONS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => Math.trunc(left / right),
  '%': (left, right) => left % right,
  '<<': (left, right) => left * 2 ** right,
  '>>': (left, right) => Math.floor(left / 2 ** right),
  '|': (left, right) => Number(BigInt(left) | BigInt(right)),
};

/** The value of a constant operation on integers; undefined when it has none or is not exact here. */
function evaluate(operator: string, left: number, right: number): number | undefined {
  const value = OPERATIONS[operator]?.(left, right);
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

/** Decimal, 0x, 0o, 0b and old octal integers with underscores; undefined for anything else. */
function integerLiteral(text: string): number | undefined {
  if (!/^[\da-zA-Z]+(_[\da-zA-Z]+)*$/.test(text)) return undefined;
  const digits = text.replaceAll('_', '');
  if (/^0[0-7]+$/.test(digits)) return Number(`0o${digits}`);
  if (!/^(?:[1-9]\d*|0|0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.test(digits)) return undefined;
  return Number(digits);
}

function shown(token: Token): string {
  return token.kind === 'end' ? token.text : `"${token.text}"`;
}
