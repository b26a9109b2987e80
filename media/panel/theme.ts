/** The editor's colours for the canvas, which knows no CSS variables. */
import { h } from './dom';

/** Names of CSS variables of panel.css. */
const COLOURS = {
  foreground: '--foreground',
  muted: '--muted',
  grid: '--grid',
  background: '--background',
  highlight: '--row-hover',
  main: '--series-main',
  pointers: '--series-pointers',
  otherGo: '--series-other-go',
} as const;

export type Theme = Readonly<Record<keyof typeof COLOURS, string>> & { readonly font: string };

/** The current colours as the browser resolved them, forced colours included. */
export function readTheme(): Theme {
  const probe = h('span', { class: 'probe', 'aria-hidden': 'true' });
  document.body.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(
    Object.entries(COLOURS).map(([key, name]) => [key, colour(name)]),
  ) as Record<keyof typeof COLOURS, string>;
  const font = getComputedStyle(probe).fontFamily;
  probe.remove();
  return { ...colours, font };
}

/** Calls back when the editor, or outside of it the system, changed its colours. */
export function onThemeChange(callback: () => void): void {
  const observer = new MutationObserver(callback);
  // VS Code names the theme in the body's class and puts its colours into the root's style.
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    window.matchMedia(query).addEventListener('change', callback);
  }
}
