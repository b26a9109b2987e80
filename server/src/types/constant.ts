/**
 * Exact constants (go/constant): integers of any size, fractions, booleans and strings. A Go string constant is a
 * sequence of bytes, kept here as one character per byte, so that `len` and `+` are exact also for invalid UTF-8.
 *
 * `undefined` stands for a value that is not known: a complex number, or one beyond the bounds below.
 */
import type { BasicLit } from '../syntax/ast';
import type { ConstValue } from './object';

/** A fraction in lowest terms whose denominator is at least 2. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

export type Value = bigint | Fraction | boolean | string;
type Num = bigint | Fraction;

/** Larger integers than any valid Go constant has; what exceeds them is not worth the time. */
const MAX_BITS = 8192n;
const LIMIT = 1n << MAX_BITS;

function isNum(v: Value): v is Num {
  return typeof v === 'bigint' || typeof v === 'object';
}

function bounded(n: bigint): boolean {
  return n < LIMIT && n > -LIMIT;
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function ratio(num: bigint, den: bigint): Num | undefined {
  if (den === 0n) return undefined;
  const g = gcd(num, den);
  const sign = den < 0n ? -1n : 1n;
  const n = (sign * num) / g;
  const d = (sign * den) / g;
  if (!bounded(n) || !bounded(d)) return undefined;
  return d === 1n ? n : { num: n, den: d };
}

const num = (v: Num): bigint => (typeof v === 'bigint' ? v : v.num);
const den = (v: Num): bigint => (typeof v === 'bigint' ? 1n : v.den);

// Literals ---------------------------------------------------------------------------------------------------------

/** The value of a literal as it is written; undefined for imaginary and malformed ones. */
export function literalValue(lit: BasicLit): Value | undefined {
  switch (lit.lit) {
    case 'int':
      return parseInteger(lit.value);
    case 'float':
      return parseFloat(lit.value);
    case 'char':
      return unquoteChar(lit.value);
    case 'string':
      return unquoteString(lit.value);
    case 'imag':
      return undefined;
  }
}

function parseInteger(text: string): bigint | undefined {
  let digits = text.replaceAll('_', '').toLowerCase();
  if (/^0[0-7]+$/.test(digits)) digits = '0o' + digits.slice(1);
  if (!/^(?:0x[0-9a-f]+|0o[0-7]+|0b[01]+|[0-9]+)$/.test(digits)) return undefined;
  if (digits.length > 2500) return undefined;
  return BigInt(digits);
}

function parseFloat(text: string): Value | undefined {
  const digits = text.replaceAll('_', '').toLowerCase();
  const hex = /^0x([0-9a-f]*)(?:\.([0-9a-f]*))?p([+-]?[0-9]+)$/.exec(digits);
  if (hex !== null) {
    const [, whole = '', part = '', exp = ''] = hex;
    return scaled(BigInt('0x0' + whole + part), 2n, Number(exp) - 4 * part.length);
  }
  const dec = /^([0-9]*)(?:\.([0-9]*))?(?:e([+-]?[0-9]+))?$/.exec(digits);
  if (dec === null) return undefined;
  const [, whole = '', part = '', exp = '0'] = dec;
  return scaled(BigInt('0' + whole + part), 10n, Number(exp) - part.length);
}

function scaled(mantissa: bigint, base: bigint, exponent: number): Num | undefined {
  if (Math.abs(exponent) > Number(MAX_BITS)) return undefined;
  const scale = base ** BigInt(Math.abs(exponent));
  return exponent >= 0 ? ratio(mantissa * scale, 1n) : ratio(mantissa, scale);
}

const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
};

const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([abfnrtv\\'"]))/g;

function unquoteChar(text: string): bigint | undefined {
  const body = text.slice(1, -1);
  if (!body.startsWith('\\')) {
    const point = body.codePointAt(0);
    return point === undefined ? undefined : BigInt(point);
  }
  ESCAPE.lastIndex = 0;
  const m = ESCAPE.exec(body);
  if (m === null) return undefined;
  const [, x, u, bigU, octal, simple] = m;
  const hex = x ?? u ?? bigU;
  if (hex !== undefined) return BigInt('0x' + hex);
  if (octal !== undefined) return BigInt('0o' + octal);
  const code = simple === undefined ? undefined : ESCAPES[simple];
  return code === undefined ? undefined : BigInt(code);
}

/** The bytes of a string literal, one character per byte. */
function unquoteString(text: string): string | undefined {
  const body = text.slice(1, -1);
  if (text.startsWith('`')) return utf8Bytes(body.replaceAll('\r', ''));
  if (!body.includes('\\')) return utf8Bytes(body);
  let out = '';
  let last = 0;
  for (const m of body.matchAll(ESCAPE)) {
    const [all, x, u, bigU, octal, simple] = m;
    out += utf8Bytes(body.slice(last, m.index));
    if (x !== undefined) out += String.fromCharCode(Number('0x' + x));
    else if (octal !== undefined) out += String.fromCharCode(Number('0o' + octal) & 255);
    else if (simple !== undefined) out += String.fromCharCode(ESCAPES[simple] ?? 0);
    else out += runeBytes(Number('0x' + (u ?? bigU ?? '0')));
    last = m.index + all.length;
  }
  return out + utf8Bytes(body.slice(last));
}

function utf8Bytes(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  let out = '';
  for (const char of text) out += runeBytes(char.codePointAt(0) ?? 0xfffd);
  return out;
}

function runeBytes(rune: number): string {
  const valid = rune <= 0x10ffff && (rune < 0xd800 || rune > 0xdfff);
  const r = valid ? rune : 0xfffd;
  const tail = (shift: number): number => 0x80 | ((r >> shift) & 0x3f);
  if (r < 0x80) return String.fromCharCode(r);
  if (r < 0x800) return String.fromCharCode(0xc0 | (r >> 6), tail(0));
  if (r < 0x10000) return String.fromCharCode(0xe0 | (r >> 12), tail(6), tail(0));
  return String.fromCharCode(0xf0 | (r >> 18), tail(12), tail(6), tail(0));
}

/** The constant as callers see it: fractions as the nearest number, strings as text. */
export function toConstValue(v: Value): ConstValue {
  if (typeof v === 'object') return fractionNumber(v);
  if (typeof v !== 'string') return v;
  return new TextDecoder().decode(Uint8Array.from(v, (c) => c.charCodeAt(0)));
}

function fractionNumber(v: Fraction): number {
  const negative = v.num < 0n;
  const n = negative ? -v.num : v.num;
  // 80 significant bits leave one correct rounding to the 53 of a double (ties aside, which no size depends on).
  const shift = BigInt(v.den.toString(2).length - n.toString(2).length + 80);
  const q = shift >= 0n ? (n << shift) / v.den : n / (v.den << -shift);
  const out = Number(q) * 2 ** -Number(shift);
  return negative ? -out : out;
}

// Operations -------------------------------------------------------------------------------------------------------

/** `op x`; `mask` is the all-ones value of an unsigned type, for `^`. */
export function unaryValue(op: string, x: Value, mask: bigint | undefined): Value | undefined {
  if (op === '!') return typeof x === 'boolean' ? !x : undefined;
  if (!isNum(x)) return undefined;
  if (op === '+') return x;
  if (op === '-') return typeof x === 'bigint' ? -x : { num: -x.num, den: x.den };
  if (op === '^' && typeof x === 'bigint') return mask === undefined ? ~x : x ^ mask;
  return undefined;
}

/** `x op y` for all binary operators but shifts; `integers` makes `/` truncate. */
export function binaryValue(op: string, x: Value, y: Value, integers: boolean): Value | undefined {
  if (typeof x === 'boolean' && typeof y === 'boolean') return booleanOp(op, x, y);
  if (typeof x === 'string' && typeof y === 'string') {
    if (op === '+') return x.length + y.length > 1_000_000 ? undefined : x + y;
    return compared(op, x < y ? -1 : x > y ? 1 : 0);
  }
  if (!isNum(x) || !isNum(y)) return undefined;
  if (typeof x === 'bigint' && typeof y === 'bigint') {
    const v = integerOp(op, x, y, integers);
    if (v !== undefined) return typeof v === 'bigint' && !bounded(v) ? undefined : v;
  }
  switch (op) {
    case '+':
      return ratio(num(x) * den(y) + num(y) * den(x), den(x) * den(y));
    case '-':
      return ratio(num(x) * den(y) - num(y) * den(x), den(x) * den(y));
    case '*':
      return ratio(num(x) * num(y), den(x) * den(y));
    case '/':
      return integers ? undefined : ratio(num(x) * den(y), den(x) * num(y));
    default: {
      const d = num(x) * den(y) - num(y) * den(x);
      return compared(op, d < 0n ? -1 : d > 0n ? 1 : 0);
    }
  }
}

function integerOp(op: string, x: bigint, y: bigint, integers: boolean): Value | undefined {
  switch (op) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return integers && y !== 0n ? x / y : undefined;
    case '%':
      return y === 0n ? undefined : x % y;
    case '&':
      return x & y;
    case '|':
      return x | y;
    case '^':
      return x ^ y;
    case '&^':
      return x & ~y;
    default:
      return undefined;
  }
}

function booleanOp(op: string, x: boolean, y: boolean): boolean | undefined {
  switch (op) {
    case '&&':
      return x && y;
    case '||':
      return x || y;
    case '==':
      return x === y;
    case '!=':
      return x !== y;
    default:
      return undefined;
  }
}

function compared(op: string, order: number): boolean | undefined {
  switch (op) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return undefined;
  }
}

/** `x << y` or `x >> y`; undefined beyond the bounds. */
export function shiftValue(op: string, x: Value, y: Value): bigint | undefined {
  if (typeof x !== 'bigint' || typeof y !== 'bigint' || y < 0n) return undefined;
  if (op === '>>') return y > MAX_BITS ? (x < 0n ? -1n : 0n) : x >> y;
  if (y > MAX_BITS) return undefined;
  const v = x << y;
  return bounded(v) ? v : undefined;
}

/** The UTF-8 encoding of a rune, as `string(rune)` gives it. */
export function runeString(rune: bigint): string {
  return runeBytes(rune >= 0n && rune <= 0x10ffffn ? Number(rune) : 0xfffd);
}

/** A constant of a float type: rounded to what the type can hold. */
export function roundFloat(v: Value, bits: 32 | 64): Value | undefined {
  if (!isNum(v)) return undefined;
  const exact = typeof v === 'bigint' ? Number(v) : fractionNumber(v);
  const rounded = bits === 32 ? Math.fround(exact) : exact;
  return numberValue(rounded);
}

function numberValue(n: number): Num | undefined {
  if (!Number.isFinite(n)) return undefined;
  if (Number.isInteger(n)) return BigInt(n);
  let scale = 0;
  let m = n;
  while (!Number.isInteger(m)) {
    m *= 2;
    scale++;
  }
  return ratio(BigInt(m), 1n << BigInt(scale));
}
