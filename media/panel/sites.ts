/** Links back to the source lines that use the map. */
import type { PanelSite } from '../../runtime/panelProtocol';
import { h } from './dom';

export interface Sites {
  readonly root: HTMLElement;
  readonly show: (sites: readonly PanelSite[]) => void;
}

/** In the order of a map's life. */
const USES: Readonly<Record<PanelSite['use'], string>> = {
  declare: 'Declared',
  insert: 'Inserted',
  delete: 'Deleted',
  clear: 'Cleared',
  replace: 'Replaced',
};

export function createSites(open: (site: PanelSite) => void): Sites {
  const list = h('dl', { class: 'facts' });
  const root = h('section', { class: 'block', 'aria-labelledby': 'sites-title', hidden: true });
  root.append(h('h2', { id: 'sites-title' }, 'In the source'), list);
  return {
    root,
    show: (sites) => {
      root.hidden = sites.length === 0;
      const groups = (Object.keys(USES) as PanelSite['use'][]).flatMap((use) => {
        const links = sites.filter((site) => site.use === use).map((site) => link(site, open));
        return links.length === 0
          ? []
          : [h('div', {}, h('dt', {}, USES[use]), h('dd', { class: 'links' }, ...links))];
      });
      list.replaceChildren(...groups);
    },
  };
}

function link(site: PanelSite, open: (site: PanelSite) => void): HTMLElement {
  const button = h('button', { type: 'button', class: 'link', title: site.uri }, site.label);
  button.addEventListener('click', () => open(site));
  return button;
}
