import { confirm } from '../page/confirmation.js';
import { h } from '../page/h.js';
import { languageChoice } from '../page/language-choice.js';
import { loadWords, t, translate } from '../page/words.js';
import { hasDrafts } from './kept-draft.js';
import { askWhoIsThere } from './log-in.js';
import { Session } from './session.js';

/** @typedef {'list' | 'compose' | 'audit' | 'stream'} Place */

/**
 * Begins a page of the console: words, then a session, then what the page shows to somebody who is
 * logged in; again and again, as people log in and out.
 *
 * @param {(session: Session, main: HTMLElement, signal: AbortSignal) => void} show signal: that
 *     session is over
 */
export async function begin(show) {
  await loadWords(new URL('locales/', import.meta.url), ['en', 'ko']);
  translate(document);
  const main = /** @type {HTMLElement} */ (document.getElementById('main'));
  let session = await Session.resume().catch(() => null);
  /** @type {string | null} */
  let farewell = null;
  for (;;) {
    if (session === null) {
      session = await askWhoIsThere(main, farewell);
    }
    const end = new AbortController();
    /** @type {Promise<string | null>} */
    const over = new Promise((resolve) => {
      session?.addEventListener('end', (event) =>
        resolve(/** @type {CustomEvent} */ (event).detail),
      );
    });
    showBar(session);
    show(session, main, end.signal);
    farewell = await over;
    end.abort();
    bar().hidden = true;
    session = null;
  }
}

/** Marks where in the console the page is. @param {Place | null} place */
export function mark(place) {
  for (const link of bar().querySelectorAll('a[data-place]')) {
    const isHere = link.getAttribute('data-place') === place;
    if (isHere) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

/** @param {Session} session */
function showBar(session) {
  const { user } = session;
  bar().hidden = false;
  bar().replaceChildren(
    h('a', { class: 'brand', href: './#/' }, h('img', { src: '../icon.svg', alt: '', width: 28, height: 28 }), 'Tidings'),
    h(
      'nav',
      { 'aria-label': t('nav.label') },
      session.mayPost && link('list', './#/', t('nav.list')),
      session.mayPost && link('compose', './#/compose', t('nav.compose')),
      session.isAdmin && link('audit', './#/audit', t('nav.audit')),
      session.isAdmin && link('stream', 'stream', t('nav.stream')),
    ),
    h(
      'div',
      { class: 'who' },
      languageChoice(),
      h('span', { class: 'user' }, user.id),
      h('button', { type: 'button', onclick: () => logOut(session) }, t('log-out')),
    ),
  );
}

/** @param {Session} session */
async function logOut(session) {
  const isSure =
    !hasDrafts(session.user.id) ||
    (await confirm({
      title: t('log-out.title'),
      text: [t('draft.discard.text')],
      action: t('log-out'),
      isDangerous: true,
    }));
  if (isSure) {
    await session.close();
  }
}

/**
 * @param {Place} place
 * @param {string} href
 * @param {string} text
 */
function link(place, href, text) {
  return h('a', { href, 'data-place': place }, text);
}

function bar() {
  return /** @type {HTMLElement} */ (document.getElementById('bar'));
}
