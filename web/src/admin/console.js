import { Problem } from '../client/problem.js';
import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { routeOf } from './route.js';
import { begin, mark } from './shell.js';
import { failed } from './states.js';

/** @import {Route} from './route.js' */
/** @import {Session} from './session.js' */

/**
 * What a view is given.
 *
 * @typedef {object} Stage
 * @property {HTMLElement} main where it shows itself
 * @property {Session} session
 * @property {Route} route
 * @property {AbortSignal} signal it is not shown any more
 */

/**
 * Each view's scripts are loaded when it is wanted: who looks at the list needs no preview.
 *
 * @type {Record<Route['view'], () => Promise<(stage: Stage) => void | Promise<void>>>}
 */
const VIEWS = {
  list: async () => (await import('./list-view.js')).showList,
  compose: async () => (await import('./compose-view.js')).showCompose,
  notice: async () => (await import('./notice-view.js')).showNotice,
  edit: async () => (await import('./edit-view.js')).showEdit,
  audit: async () => (await import('./audit-view.js')).showAudit,
  unknown: async () => showNothing,
};

/** @type {Record<Route['view'], import('./shell.js').Place | null>} */
const PLACES = {
  list: 'list',
  compose: 'compose',
  notice: 'list',
  edit: 'list',
  audit: 'audit',
  unknown: null,
};

begin((session, main, over) => {
  if (!session.mayPost) {
    main.replaceChildren(
      h(
        'section',
        { class: 'card refusal' },
        h('h1', { tabindex: '-1' }, t('no-rights.title')),
        h('p', {}, t('no-rights.text', { user: session.user.id })),
        h('p', {}, h('a', { href: '../' }, t('log-in.demo'))),
      ),
    );
    focusHeading(main);
    return;
  }
  /** @type {AbortController | null} */
  let shown = null;
  const show = async () => {
    shown?.abort();
    shown = new AbortController();
    const route = routeOf(location.hash);
    const signal = AbortSignal.any([over, shown.signal]);
    mark(PLACES[route.view]);
    scrollTo(0, 0);
    // The browser says no more of a script that it can't load.
    const view = await VIEWS[route.view]().catch(() => () => showUnloaded(main));
    if (!signal.aborted) {
      view({ main, session, route, signal });
      focusHeading(main);
      document.title = `${main.querySelector('h1')?.textContent ?? ''} · Tidings`;
    }
  };
  addEventListener('hashchange', show, { signal: over });
  show();
});

/** Keyboards and screen readers go on where the new view begins. @param {HTMLElement} main */
function focusHeading(main) {
  main.querySelector('h1')?.focus({ preventScroll: true });
}

/** @param {Stage} stage */
function showNothing({ main }) {
  main.replaceChildren(
    h(
      'section',
      { class: 'card refusal' },
      h('h1', { tabindex: '-1' }, t('nowhere.title')),
      h('p', {}, h('a', { href: '#/' }, t('nowhere.back'))),
    ),
  );
}

/** A script that could not be loaded is not asked for again before a reload. @param {HTMLElement} main */
function showUnloaded(main) {
  main.replaceChildren(
    h(
      'div',
      { class: 'page' },
      h('h1', { tabindex: '-1' }, 'Tidings'),
      failed(new Problem(0, ''), () => location.reload()),
    ),
  );
}
