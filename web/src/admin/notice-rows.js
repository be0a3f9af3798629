import { h } from '../page/h.js';
import { curlButton } from '../page/curl-button.js';
import { t } from '../page/words.js';
import {
  audienceChips,
  categoryName,
  lastStep,
  severityIcon,
  statusBadge,
  tellTimes,
  titleOf,
} from './labels.js';
import { asCurl, listNotices } from './requests.js';
import { failed, loading } from './states.js';

/** @import {Notice} from './draft.js' */
/** @import {Session} from './session.js' */

const PAGE = 50;

/** People type; the server is asked when they pause for this long, in ms. */
const PAUSE = 250;

/** How often the newest page is looked at anew, in ms. */
const REFRESH = 10_000;

/** The rows of the list: what the filter lets through, page after page. */
export class NoticeRows {
  #session;
  #filter;
  #signal;
  #list = h('ul', { class: 'rows' });
  #foot = h('div', { class: 'foot' });
  /** @type {Notice[]} */
  #notices = [];
  /** @type {string | null} */
  #nextCursor = null;
  #pages = 0;
  #busy = false;
  /** Counts the searches: what an earlier one finds is not shown any more. */
  #searches = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typing;

  /**
   * @param {Session} session
   * @param {{status: string, category: string, audience: string, q: string}} filter
   * @param {AbortSignal} signal ends it
   */
  constructor(session, filter, signal) {
    this.#session = session;
    this.#filter = filter;
    this.#signal = signal;
    this.element = h('div', { class: 'results' }, this.#list, this.#foot);
    const timer = setInterval(() => this.#refresh(), REFRESH);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      clearTimeout(this.#typing);
    });
    document.addEventListener('visibilitychange', () => this.#refresh(), { signal });
  }

  /** Loads the newest page. */
  async load() {
    this.element.setAttribute('aria-busy', 'true');
    this.#foot.replaceChildren(loading(6));
    await this.#next();
  }

  /** Shows only those whose title or text has this. @param {string} q */
  search(q) {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.#searches++;
      this.#filter = { ...this.#filter, q: q.trim() };
      this.#notices = [];
      this.#nextCursor = null;
      this.#pages = 0;
      this.#next();
    }, PAUSE);
  }

  async #next() {
    const search = this.#searches;
    this.#busy = true;
    try {
      const page = await this.#page(this.#nextCursor ?? '');
      if (search === this.#searches) {
        this.#notices.push(...page.items);
        this.#nextCursor = page.nextCursor ?? null;
        this.#pages++;
        this.#show();
      }
    } catch (failure) {
      if (search === this.#searches && !this.#signal.aborted) {
        this.#foot.replaceChildren(failed(failure, () => this.load()));
      }
    } finally {
      this.#busy = false;
      this.element.removeAttribute('aria-busy');
    }
  }

  /** Looks for changes, as long as nothing but the newest page is shown. */
  async #refresh() {
    if (this.#busy || this.#pages !== 1 || document.hidden || this.#signal.aborted) {
      return;
    }
    const search = this.#searches;
    try {
      const page = await this.#page('');
      if (search !== this.#searches || this.#busy || this.#pages !== 1) {
        return;
      }
      if (JSON.stringify(page.items) === JSON.stringify(this.#notices)) {
        tellTimes(this.#list);
      } else {
        this.#notices = page.items;
        this.#nextCursor = page.nextCursor ?? null;
        this.#show();
      }
    } catch {
      // What is shown is a little old then; the next look may succeed.
    }
  }

  /** @param {string} cursor @returns {Promise<{items: Notice[], nextCursor?: string}>} */
  async #page(cursor) {
    const { body } = await this.#session.call(this.#request(cursor), this.#signal);
    return body;
  }

  /** @param {string} cursor */
  #request(cursor) {
    return listNotices({ ...this.#filter, limit: String(PAGE), cursor });
  }

  #show() {
    const focused = document.activeElement?.getAttribute('href');
    this.#list.replaceChildren(...this.#notices.map(row));
    if (focused) {
      [...this.#list.querySelectorAll('a')]
        .find((link) => link.getAttribute('href') === focused)
        ?.focus({ preventScroll: true });
    }
    const count = this.#notices.length;
    this.#foot.replaceChildren(
      ...(count === 0 ? [this.#nothing()] : []),
      h(
        'div',
        { class: 'foot-actions' },
        this.#nextCursor !== null &&
          h('button', { type: 'button', onclick: () => this.#busy || this.#next() }, t('list.earlier')),
        h(
          'span',
          { class: 'hint', role: 'status' },
          t(this.#nextCursor === null ? 'list.count' : 'list.count-newest', { count }),
        ),
        curlButton(() => asCurl(this.#request('')), t('nav.list')),
      ),
    );
  }

  #nothing() {
    const isFiltered = Object.values(this.#filter).some((it) => it !== '');
    return h(
      'div',
      { class: 'empty' },
      h('p', {}, t(isFiltered ? 'list.none' : 'list.empty')),
      isFiltered
        ? h('a', { href: '#/' }, t('list.clear'))
        : h('a', { href: '#/compose' }, t('list.first')),
    );
  }
}

/** @param {Notice} notice */
function row(notice) {
  return h(
    'li',
    { class: `row ${notice.status.toLowerCase()}`, 'data-id': notice.id },
    severityIcon(notice.severity),
    h(
      'div',
      { class: 'what' },
      h('a', { class: 'title', href: `#/notices/${notice.id}`, dir: 'auto' }, titleOf(notice)),
      h(
        'p',
        { class: 'meta' },
        h('span', {}, categoryName(notice.category)),
        h('span', {}, t('by', { user: notice.createdBy })),
        notice.revision > 1 && h('span', {}, t('revision', { revision: notice.revision })),
      ),
    ),
    audienceChips(notice.audience, 3),
    h('div', { class: 'when' }, statusBadge(notice.status), lastStep(notice)),
  );
}
