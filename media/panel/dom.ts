/** Building DOM without HTML text: what comes from source code (types, names, paths) only ever becomes text. */

/** Attributes by name; `true` is an empty attribute, `false` and undefined are none. Styles come from classes only. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>> & {
  readonly style?: never;
};

/** Creates an element with attributes and children; strings become text nodes. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/** Sets an attribute, or removes it where the value is undefined. */
export function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
