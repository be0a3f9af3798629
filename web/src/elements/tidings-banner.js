import { h } from '../page/h.js';
import { bannerStyle } from './banner-style.js';
import { icon } from './icons.js';
import { open, showList, target } from './open-notice.js';
import { style } from './style.js';
import { TidingsElement } from './tidings-element.js';

/** @import {NoticeList} from '../client/notice-list.js' */
/** @import {Notice} from '../tidings.js' */

/** So many are shown, the gravest first; the rest is a number. */
const SHOWN = 3;

/** So many dismissals are remembered. */
const KEPT = 50;

/** Among so many of the newest notices it looks for those in force. */
const NEWEST = 50;

/**
 * `<tidings-banner>`: the maintenance and CRITICAL notices in force, until each is dismissed; a new
 * revision shows again.
 *
 * Attributes: `lang`, `theme`. Events: `tidings-open` (cancelable; detail: `{notice}`),
 * `tidings-show` (cancelable) when somebody wants to see the list; else a `<tidings-bell>` opens.
 */
export class TidingsBanner extends TidingsElement {
  /** @type {NoticeList | null} */
  #list = null;
  #region = h('div', { role: 'region', part: 'banner' });
  #shown = '';

  constructor() {
    super([style, bannerStyle]);
    this.root.append(this.#region);
  }

  /** @param {AbortSignal} signal */
  connected(signal) {
    const begin = () => {
      this.#list?.close();
      this.#list = this.client.list({ limit: NEWEST });
    };
    begin();
    this.client.addEventListener('user', begin, { signal });
    signal.addEventListener('abort', () => this.#list?.close());
  }

  show() {
    this.#list?.news.length && this.#list.showNews();
    const dismissed = this.#dismissed();
    const notices = (this.#list?.items ?? []).filter((notice) => {
      const { id, revision, category, severity } = notice;
      const isFor = category === 'maintenance' || severity === 'CRITICAL';
      return isFor && (dismissed[id] ?? 0) < revision;
    });
    const gravity = (/** @type {Notice} */ { severity }) => Number(severity === 'CRITICAL');
    notices.sort((a, b) => gravity(b) - gravity(a));
    this.toggleAttribute('empty', notices.length === 0);
    const shown = `${this.words.language} ${notices.map(({ id, revision }) => id + revision)}`;
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#region.ariaLabel = this.words.t('banner');
      const items = notices.slice(0, SHOWN).map((notice) => this.#item(notice));
      const rest = notices.length - items.length;
      this.#region.replaceChildren(...items, rest > 0 ? this.#rest(rest) : '');
    }
  }

  /** @param {Notice} notice */
  #item(notice) {
    const { severity, title, body } = notice;
    const { words } = this;
    const href = target(notice);
    const onclick = (/** @type {Event} */ event) => {
      if (!open(this, this.client, notice)) {
        event.preventDefault();
      }
    };
    const dismiss = `${words.t('dismiss')}: ${title}`;
    return h(
      'div',
      { class: `notice ${severity}`, part: `notice notice-${severity.toLowerCase()}` },
      icon(severity),
      h(
        'div',
        { class: 'text' },
        h('span', { class: 'unseen' }, `${words.t(severity)}: `),
        h(
          'p',
          { class: 'title', part: 'notice-title', dir: 'auto' },
          href ? h('a', { class: 'open', href, onclick }, title) : title,
        ),
        ' ',
        h('p', { class: 'body', part: 'notice-body', dir: 'auto' }, body),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'tool',
          part: 'dismiss',
          'aria-label': dismiss,
          title: words.t('dismiss'),
          onclick: () => this.#dismiss(notice),
        },
        icon('close'),
      ),
    );
  }

  /** @param {number} count */
  #rest(count) {
    const onclick = () => showList(this, this.client);
    const text = this.words.t('and-more', count);
    return h('button', { type: 'button', class: 'rest', part: 'rest', onclick }, text);
  }

  /** @param {Notice} notice */
  #dismiss({ id, revision, read }) {
    const entries = [...Object.entries(this.#dismissed()), [id, revision]];
    try {
      localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(entries.slice(-KEPT))));
    } catch {
      // Forbidden here: it shows again with the next page.
      this.#session = Object.fromEntries(entries);
    }
    if (!read) {
      this.client.markRead(id).catch(() => {});
    }
    this.show();
  }

  /** @type {Record<string, number>} */
  #session = {};

  /** Revisions by notice. @returns {Record<string, number>} */
  #dismissed() {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? '{}');
    } catch {
      return this.#session;
    }
  }

  get #key() {
    return `${this.client.storageName} dismissed`;
  }
}
