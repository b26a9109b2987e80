/**
 * Maps that lie in other containers: `shards []map[K]V`, `index map[A]map[B]C`. All maps at one depth of a variable are
 * one variable here, its element: what happens to one of them may happen to each.
 */
import { remembered } from '../base/remembered';
import { underlying } from '../types/basic';
import type { Var } from '../types/object';
import type { Type } from '../types/type';
import { originOf } from './facts';

/** How deep containers are looked into. */
const MOST_NESTED = 4;

interface Element {
  readonly variable: Var | undefined;
}

const elements = new WeakMap<Var, Element>();
const containers = new WeakMap<Var, Var>();

/**
 * What lies in a slice, array or map variable, where that is a map or leads to one; undefined for other variables. Its name
 * and place are those of the variable, and the element of an element is what lies a level deeper.
 */
export function elementOf(variable: Var): Var | undefined {
  const container = originOf(variable);
  return remembered(elements, container, () => ({ variable: makeElement(container) })).variable;
}

function makeElement(container: Var): Var | undefined {
  const elem = elemOf(container.type());
  if (elem === undefined || !leadsToMap(elem, MOST_NESTED)) return undefined;
  const { origin: _, ...declared } = container;
  const element: Var = { ...declared, embedded: false, type: (): Type => elem };
  containers.set(element, containers.get(container) ?? container);
  return element;
}

/** The variable that is declared: the one that an element lies in, and any other variable itself. */
export function declaredOf(variable: Var): Var {
  return containers.get(variable) ?? variable;
}

/** Whether a variable stands for the maps, or the containers of maps, that lie in another one. */
export function isElement(variable: Var): boolean {
  return containers.has(variable);
}

function elemOf(type: Type): Type | undefined {
  const container = underlying(type);
  const { kind } = container;
  return kind === 'slice' || kind === 'array' || kind === 'map' ? container.elem : undefined;
}

function leadsToMap(type: Type, most: number): boolean {
  if (underlying(type).kind === 'map') return true;
  const elem = most > 0 ? elemOf(type) : undefined;
  return elem !== undefined && leadsToMap(elem, most - 1);
}
