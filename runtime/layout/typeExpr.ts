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
    const parser = new Parser(tokenize(text), arch);
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

/** A recursive descent over the tokens of one type expression. */
class Parser {
  /** The index of the token that is looked at. */
  private next = 0;
  /** How many types are around the one that is being read. */
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly arch: Arch,
  ) {}

  private peek(ahead = 0): Token {
    return this.tokens[Math.min(this.next + ahead, this.tokens.length - 1)] as Token;
  }

  private is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && token.kind !== 'string' && token.kind !== 'end';
  }

  private take(): Token {
    const token = this.peek();
    this.next = Math.min(this.next + 1, this.tokens.length - 1);
    return token;
  }

  private accept(text: string): boolean {
    const found = this.is(text);
    if (found) this.take();
    return found;
  }

  private fail(message: string, at: Token = this.peek()): never {
    throw new TypeExprError(message, at.offset);
  }

  private expect(text: string): void {
    if (!this.accept(text)) this.fail(`expected "${text}" but found ${shown(this.peek())}`);
  }

  /** Reads a type. */
  type(): TypeShape {
    if (this.depth >= MAX_DEPTH) this.fail('the type is nested too deeply');
    this.depth++;
    const start = this.peek();
    const shape = this.typeUnchecked();
    this.depth--;
    if (shape.size > maxTypeSize(this.arch))
      this.fail(`${shape.text} is too large for ${this.arch}`, start);
    return shape;
  }

  private typeUnchecked(): TypeShape {
    const token = this.peek();
    if (this.accept('(')) {
      const shape = this.type();
      this.expect(')');
      return shape;
    }
    if (this.accept('*')) {
      const pointee = this.type();
      return pointerShape(`*${pointee.text}`, pointee, this.arch);
    }
    if (this.accept('[')) return this.arrayOrSlice(token);
    if (this.is('<-')) return this.channel();
    if (token.kind !== 'name') {
      return this.fail(
        token.kind === 'end' ? 'expected a type' : `expected a type but found ${shown(token)}`,
      );
    }
    switch (token.text) {
      case 'map':
        return this.mapType();
      case 'chan':
        return this.channel();
      case 'func':
        this.take();
        return referenceShape(`func${this.signature()}`, 'func', this.arch);
      case 'struct':
        return this.structType();
      case 'interface':
        return this.interfaceType();
      default:
        return this.namedType();
    }
  }

  private namedType(): TypeShape {
    const token = this.take();
    if (this.accept('.')) {
      const member = this.take();
      const qualified = `${token.text}.${member.text}`;
      if (qualified === 'unsafe.Pointer') return basicShape(qualified, this.arch);
      this.fail(
        `${qualified} is not known here: write its underlying type, such as struct{…}`,
        token,
      );
    }
    if (token.text === 'comparable') this.fail('comparable is a constraint, not a type', token);
    if (!isBasicTypeName(token.text)) this.fail(`unknown type ${token.text}`, token);
    return isBasicTypeName(token.text)
      ? basicShape(token.text, this.arch)
      : this.fail('unknown type', token);
  }

  private arrayOrSlice(open: Token): TypeShape {
    if (this.accept(']')) {
      const elem = this.type();
      return sliceShape(`[]${elem.text}`, this.arch);
    }
    if (this.is('...')) this.fail('an array type needs a length: [...] is for literals');
    const length = this.constant(0);
    this.expect(']');
    if (length < 0) this.fail(`negative array length ${length}`, open);
    const elem = this.type();
    const text = `[${length}]${elem.text}`;
    if (length > maxTypeSize(this.arch)) this.fail(`${text} is too large for ${this.arch}`, open);
    return arrayShape(text, length, elem, this.arch);
  }

  /** A constant expression; operators of `minimum` precedence and above are taken. */
  private constant(minimum: number): number {
    let left = this.operand();
    for (;;) {
      const operator = this.peek();
      const precedence = operator.kind === 'symbol' ? PRECEDENCE[operator.text] : undefined;
      if (precedence === undefined || precedence < minimum) return left;
      this.take();
      const right = this.constant(precedence + 1);
      const value = evaluate(operator.text, left, right);
      if (value === undefined) return this.fail('the array length is no whole number', operator);
      left = value;
    }
  }

  private operand(): number {
    if (this.accept('(')) {
      const value = this.constant(0);
      this.expect(')');
      return value;
    }
    if (this.accept('-')) return 0 - this.operand();
    const token = this.take();
    if (token.kind !== 'number') {
      return this.fail(`expected an array length but found ${shown(token)}`, token);
    }
    const value = integerLiteral(token.text);
    if (value === undefined) return this.fail(`${token.text} is no array length`, token);
    if (!Number.isSafeInteger(value))
      return this.fail(`array length ${token.text} is too large`, token);
    return value;
  }

  private mapType(): TypeShape {
    this.take();
    this.expect('[');
    const start = this.peek();
    const key = this.type();
    if (!key.comparable) this.fail(notComparable(key), start);
    this.expect(']');
    return referenceShape(`map[${key.text}]${this.type().text}`, 'map', this.arch);
  }

  private channel(): TypeShape {
    if (this.accept('<-')) {
      this.expect('chan');
      return referenceShape(`<-chan ${this.type().text}`, 'chan', this.arch);
    }
    this.take();
    const direction = this.accept('<-') ? 'chan<-' : 'chan';
    const parenthesised = direction === 'chan' && this.is('(') && this.is('<-', 1);
    const elem = this.type().text;
    return referenceShape(`${direction} ${parenthesised ? `(${elem})` : elem}`, 'chan', this.arch);
  }

  /** Parameters and results of a function type or method, from `(`; its text. */
  private signature(): string {
    const params = this.parameters();
    if (this.is('(')) return `${params} ${this.parameters()}`;
    const startsType = this.peek().kind === 'name' || this.is('*') || this.is('[') || this.is('<-');
    return startsType ? `${params} ${this.type().text}` : params;
  }

  /**
   * A parameter list. Its entries are either all types, or all `name Type` where names that share a type are grouped
   * (`a, b int`): a lone name is a type in the first case only.
   */
  private parameters(): string {
    this.expect('(');
    const entries: { readonly name?: Token; readonly text?: string }[] = [];
    while (!this.is(')')) {
      const token = this.peek();
      const lone = token.kind === 'name' && (this.is(',', 1) || this.is(')', 1));
      const named = !lone && token.kind === 'name' && !KEYWORDS.has(token.text) && !this.is('.', 1);
      if (lone) entries.push({ name: this.take() });
      else if (named) entries.push({ name: this.take(), text: this.parameterType() });
      else entries.push({ text: this.parameterType() });
      if (!this.accept(',')) break;
    }
    this.expect(')');
    const named = entries.some((e) => e.name !== undefined && e.text !== undefined);
    // A grouped name has the type of the next entry that has one.
    const following: (string | undefined)[] = [];
    for (let i = entries.length - 1; i >= 0; i--) {
      following[i] = entries[i]?.text ?? following[i + 1];
    }
    const texts = entries.map(({ name, text }, i) => {
      if (name === undefined) {
        if (named) this.fail('parameters with and without names are mixed');
        return text ?? '';
      }
      if (!named) {
        if (!isBasicTypeName(name.text)) this.fail(`unknown type ${name.text}`, name);
        return name.text;
      }
      return following[i] ?? this.fail(`parameter ${name.text} has no type`, name);
    });
    return `(${texts.join(', ')})`;
  }

  private parameterType(): string {
    return this.accept('...') ? `...${this.type().text}` : this.type().text;
  }

  private structType(): TypeShape {
    this.take();
    this.expect('{');
    const fields: FieldShape[] = [];
    const parts: string[] = [];
    const seen = new Set<string>();
    const add = (name: Token, shape: TypeShape): void => {
      if (name.text !== '_' && seen.has(name.text))
        this.fail(`field ${name.text} is repeated`, name);
      seen.add(name.text);
      fields.push({ name: name.text, type: shape });
    };
    while (!this.is('}')) {
      parts.push(this.fieldDeclaration(add));
      if (!this.accept(';')) break;
    }
    this.expect('}');
    return structShape(`struct{${parts.join('; ')}}`, fields, this.arch);
  }

  /** One field declaration, `a, b T` or an embedded type, with its tag; its text. */
  private fieldDeclaration(add: (name: Token, shape: TypeShape) => void): string {
    const first = this.peek();
    const embedded =
      this.is('*') ||
      this.is(';', 1) ||
      this.is('}', 1) ||
      this.is('.', 1) ||
      this.peek(1).kind === 'string';
    let text: string;
    if (embedded) {
      const pointer = this.is('*');
      const name = this.peek(pointer ? 1 : 0);
      const shape = this.type();
      add(this.is('.', -1) ? this.peek(-1) : name, shape);
      text = shape.text;
    } else {
      const names = [this.fieldName()];
      while (this.accept(',')) names.push(this.fieldName());
      const shape = this.type();
      for (const name of names) add(name, shape);
      text = `${names.map((n) => n.text).join(', ')} ${shape.text}`;
    }
    if (this.peek().kind === 'string') text += ` ${this.take().text}`;
    if (!this.is(';') && !this.is('}'))
      this.fail(`expected ";" or "}" but found ${shown(this.peek())}`);
    return first.kind === 'end' ? this.fail('expected a field') : text;
  }

  private fieldName(): Token {
    const token = this.take();
    if (token.kind !== 'name' || KEYWORDS.has(token.text)) {
      this.fail(`expected a field name but found ${shown(token)}`, token);
    }
    return token;
  }

  private interfaceType(): TypeShape {
    this.take();
    this.expect('{');
    const parts: string[] = [];
    while (!this.is('}')) {
      const name = this.peek();
      if (name.kind !== 'name' || this.is('|', 1))
        this.fail('constraint interfaces are no types of values');
      if (this.is('(', 1)) {
        this.take();
        parts.push(`${name.text}${this.signature()}`);
      } else {
        if (name.text !== 'error' && name.text !== 'any') {
          this.fail('only methods, error and any can stand in an interface here', name);
        }
        parts.push(this.type().text);
      }
      if (!this.accept(';')) break;
    }
    this.expect('}');
    return interfaceShape(
      parts.length === 0 ? 'interface{}' : `interface{ ${parts.join('; ')} }`,
      this.arch,
    );
  }

  /** Refuses what follows the type. */
  end(): void {
    const token = this.peek();
    if (token.kind !== 'end') this.fail(`unexpected ${shown(token)} after the type`, token);
  }
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
