import type { Position } from 'vscode-languageserver';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';

/** Parameters of a custom request, as they came. */
export type Raw = unknown;

/** An InvalidParams error with one line for the caller. */
export function invalidParams(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

/** The URI of `textDocument`. @throws ResponseError when there is none. */
export function documentUri(params: Raw): string {
  const uri = property(property(params, 'textDocument'), 'uri');
  if (typeof uri !== 'string') throw invalidParams('textDocument.uri must be a string');
  return uri;
}

/** The `position`. @throws ResponseError when its numbers are not whole and at least 0. */
export function position(params: Raw): Position {
  const value = property(params, 'position');
  const line = property(value, 'line');
  const character = property(value, 'character');
  if (!isIndex(line) || !isIndex(character)) {
    throw invalidParams('position must have a line and a character, whole numbers from 0');
  }
  return { line, character };
}

/** A text that has to be there. @throws ResponseError when it is not. */
export function requiredText(params: Raw, name: string): string {
  const value = optionalText(params, name);
  if (value === undefined) throw invalidParams(`${name} is missing`);
  return value;
}

/** A text that may be absent. @throws ResponseError when it is something else. */
export function optionalText(params: Raw, name: string): string | undefined {
  const value = property(params, name) ?? undefined;
  if (value !== undefined && typeof value !== 'string') {
    throw invalidParams(`${name} must be a string`);
  }
  return value;
}

/** A list of texts. @throws ResponseError when it is something else, or longer than `most`. */
export function texts(params: Raw, name: string, most: number): readonly string[] {
  const value = property(params, name);
  const isList = Array.isArray(value) && value.every((text) => typeof text === 'string');
  if (!isList || value.length > most) {
    throw invalidParams(`${name} must be a list of at most ${most} strings`);
  }
  return value;
}

/** A whole number that may be absent. @throws ResponseError when it is something else. */
export function optionalInteger(params: Raw, name: string): number | undefined {
  const value = property(params, name) ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw invalidParams(`${name} must be a whole number`);
  }
  return value;
}

function property(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null
    ? (object as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
