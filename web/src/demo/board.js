import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { bar } from './bar.js';
import { PostPanel } from './post-panel.js';
import { OWN } from './session.js';
import { SiteWindow } from './site-window.js';
import { WireLog } from './wire-log.js';

/** @import {DemoAccount} from './accounts.js' */
/** @import {Session} from './session.js' */

/** What somebody who is logged in in this tab sees: the sample site, and what is behind it. */
export class Board {
  #end = new AbortController();

  /**
   * @param {Session} session
   * @param {DemoAccount[]} accounts
   */
  constructor(session, accounts) {
    const { signal } = this.#end;
    const { user } = session;
    const site = new SiteWindow(user, OWN, signal);
    const panel = session.mayPost ? new PostPanel(session, [user]) : null;
    const isDemo = accounts.some(({ name }) => name === user.id);
    document.title = `${user.id} · Tidings`;

    site.addEventListener('notice', (event) =>
      panel?.arrived(user.id, /** @type {CustomEvent} */ (event).detail),
    );
    site.addEventListener('counts', (event) => {
      const { unread, capped } = /** @type {CustomEvent} */ (event).detail;
      const count = capped ? '99+' : unread;
      document.title = unread === 0 ? `${user.id} · Tidings` : `(${count}) ${user.id} · Tidings`;
    });
    // Its session may be over: then this call ends it, and leads to the log-in.
    site.addEventListener('again', () => session.call('GET', 'session').catch(() => {}));

    this.element = h(
      'div',
      { class: 'board' },
      bar(
        h('span', { class: 'user', id: 'user' }, user.id),
        h('button', { type: 'button', onclick: () => session.close() }, t('log-out')),
      ),
      h(
        'main',
        { class: 'columns' },
        h('h1', { class: 'unseen' }, t('window.title', { user: user.id })),
        site.element,
        h(
          'div',
          { class: 'side' },
          panel?.element ?? null,
          isDemo && others(session, accounts),
          new WireLog(session, isDemo, signal).element,
        ),
      ),
    );
  }

  close() {
    this.#end.abort();
  }
}

/**
 * Tells a newcomer what to try next.
 *
 * @param {Session} session
 * @param {DemoAccount[]} accounts
 */
function others({ user, mayPost }, accounts) {
  const names = accounts.map(({ name }) => name).filter((name) => name !== user.id);
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'try-heading' },
    h('h2', { id: 'try-heading' }, t('try.title')),
    h('p', {}, t(mayPost ? 'try.poster' : 'try.reader')),
    h(
      'p',
      { class: 'actions' },
      names.map((name) =>
        // Without an opener the new window starts with a session storage of its own.
        h('a', { href: `#${name}`, target: '_blank', rel: 'noopener' }, t('try.window', { user: name })),
      ),
    ),
    mayPost && h('p', {}, h('a', { href: 'admin/' }, t('landing.console')), ' ', h('span', { class: 'hint' }, t('landing.console.hint'))),
  );
}
