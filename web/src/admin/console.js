import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { showAudit } from './audit-view.js';
import { showCompose } from './compose-view.js';
import { showEdit } from './edit-view.js';
import { showList } from './list-view.js';
import { showNotice } from './notice-view.js';
import { routeOf } from './route.js';
import { begin, mark } from './shell.js';

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

/** @type {Record<Route['view'], (stage: Stage) => void | Promise<void>>} */
const VIEWS = {
  list: showList,
  compose: showCompose,
  notice: showNotice,
  edit: showEdit,
  audit: showAudit,
  unknown: showNothing,
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
  const show = () => {
    shown?.abort();
    shown = new AbortController();
    const route = routeOf(location.hash);
    const signal = AbortSignal.any([over, shown.signal]);
    mark(PLACES[route.view]);
    scrollTo(0, 0);
    VIEWS[route.view]({ main, session, route, signal });
    focusHeading(main);
    document.title = `${main.querySelector('h1')?.textContent ?? ''} · Tidings`;
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
