/** Where something is declared. */
import type { Span } from '../syntax/ast';
import type { Location } from './object';

/** The place of a node, wherever an edit moves that to. */
class NodeLocation implements Location {
  readonly uri: string;
  readonly #node: Span;

  constructor(uri: string, node: Span) {
    this.uri = uri;
    this.#node = node;
  }

  get pos(): number {
    return this.#node.pos;
  }

  get end(): number {
    return this.#node.end;
  }
}

/** @param node the declaring identifier */
export function declaredAt(uri: string, node: Span): Location {
  return new NodeLocation(uri, node);
}
