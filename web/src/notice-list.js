import { copyOf, element, within } from './element.js';
import { absolute, relative } from './elements/relative-time.js';

/** @import {Notice} from './tidings.js' */

const SEVERITIES = { INFO: 'Info', WARNING: 'Warning', CRITICAL: 'Critical' };

/** How often `3 minutes ago` is written anew. */
const REFRESH = 15_000;

/** The list of notices on the page. */
export class NoticeList {
  #list = element('notices');
  #nothing = element('nothing');
  /** @type {Map<string, {item: HTMLElement, revision: number}>} */
  #items = new Map();

  /** @param {AbortSignal} signal ends it */
  constructor(signal) {
    const timer = setInterval(() => this.#tell(), REFRESH);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      this.show([], new Set());
      this.#nothing.hidden = true;
    });
  }

  /**
   * Shows these, touching only what has changed.
   *
   * @param {Notice[]} notices newest first
   * @param {Set<string>} news the ids of those to mark as new
   */
  show(notices, news) {
    const ids = new Set(notices.map((notice) => notice.id));
    for (const [id, { item }] of this.#items) {
      if (!ids.has(id)) {
        item.remove();
        this.#items.delete(id);
      }
    }
    notices.forEach((notice, index) => {
      const item = this.#itemOf(notice);
      const isNew = news.has(notice.id);
      item.classList.toggle('is-new', isNew);
      within(item, '.new').hidden = !isNew;
      const there = this.#list.children[index];
      if (there !== item) {
        this.#list.insertBefore(item, there ?? null);
      }
    });
    this.#nothing.hidden = notices.length > 0;
    this.#tell();
  }

  /** @param {Notice} notice */
  #itemOf(notice) {
    const known = this.#items.get(notice.id);
    if (known?.revision === notice.revision) {
      return known.item;
    }
    const item = known?.item ?? copyOf('notice');
    fill(item, notice);
    this.#items.set(notice.id, { item, revision: notice.revision });
    return item;
  }

  #tell() {
    const now = Date.now();
    for (const time of this.#list.querySelectorAll('time')) {
      time.textContent = relative(Date.parse(time.dateTime), now);
    }
  }
}

/**
 * @param {HTMLElement} item
 * @param {Notice} notice
 */
function fill(item, notice) {
  const severity = notice.severity.toLowerCase();
  item.dataset.severity = severity;
  item.dataset.id = notice.id;
  within(item, 'use').setAttribute('href', `#icon-${severity}`);
  within(item, '.severity').textContent = SEVERITIES[notice.severity];
  within(item, '.category').textContent = notice.category;
  within(item, '.title').textContent = notice.title;
  within(item, '.body').textContent = notice.body;
  /** @type {HTMLTimeElement} */
  const time = within(item, 'time');
  time.dateTime = notice.publishedAt;
  time.title = absolute(Date.parse(notice.publishedAt));
  within(item, 'code').textContent = notice.eventId;
  within(item, '.link').hidden = notice.link === undefined;
  if (notice.link !== undefined) {
    /** @type {HTMLAnchorElement} */
    const link = within(item, 'a');
    link.href = safe(notice.link);
    link.textContent = notice.link.replace(/^https?:\/\//, '');
  }
}

/** The server accepts nothing else; a page should not rely on that. @param {string} link */
function safe(link) {
  const url = new URL(link, document.baseURI);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : 'about:blank';
}
