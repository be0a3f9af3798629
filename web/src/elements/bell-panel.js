import { h } from '../page/h.js';
import { SERVER } from '../tidings-client.js';
import { icon } from './icons.js';
import { NoticeRows } from './notice-rows.js';
import { open } from './open-notice.js';
import { PanelFilters } from './panel-filters.js';
import { PanelMessage } from './panel-message.js';

/** @import {NoticeList} from '../client/notice-list.js' */
/** @import {Notice} from '../tidings.js' */
/** @import {IconName} from './icons.js' */
/** @import {Act} from './notice-row.js' */
/** @import {TidingsBell} from './tidings-bell.js' */

/** A connection that is back by then need not be spoken of, in ms. */
const PATIENCE = 3_000;

/** How often `3 minutes ago` is written anew, in ms. */
const MINUTE = 30_000;

/** What opens below the bell. */
export class BellPanel {
  #bell;
  /** @type {NoticeList | null} */
  #list = null;
  /** Since when it is not connected; 0 when it is. */
  #away = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;

  #title = h('h2', { id: 'title', part: 'title' });
  #markAll = tool('mark-all', () => this.#try(this.#bell.client.markAllRead()));
  #settings = tool('settings', () => this.#openSettings());
  #close = tool('close', () => this.#bell.close());
  #filters = new PanelFilters(() => this.#begin());
  #note = h('p', { class: 'note', role: 'status' });
  #news = h('button', {
    type: 'button',
    class: 'news',
    part: 'news',
    onclick: () => this.#showNews(),
  });
  #rows = new NoticeRows((notice, action, event) => this.#act(notice, action, event));
  #message = new PanelMessage(() => this.#retry());
  /** Rows that are being loaded. */
  #bones = h('div', { class: 'bones' });
  #more = h('button', {
    type: 'button',
    class: 'more',
    part: 'more',
    onclick: () => this.#list?.more(),
  });
  #scroll = h(
    'div',
    { class: 'scroll' },
    this.#bones,
    this.#rows.element,
    this.#message.element,
    this.#more,
  );

  element = h(
    'div',
    {
      class: 'panel',
      part: 'panel',
      popover: 'auto',
      role: 'dialog',
      'aria-labelledby': 'title',
      tabindex: '-1',
      ontoggle: () => this.#toggled(),
    },
    h(
      'div',
      { class: 'head', part: 'header' },
      this.#title,
      this.#markAll,
      this.#settings,
      this.#close,
    ),
    this.#filters.element,
    this.#note,
    h('div', { class: 'list' }, h('div', { role: 'status' }, this.#news), this.#scroll),
    h('slot', { name: 'footer' }),
  );

  /** @param {TidingsBell} bell */
  constructor(bell) {
    this.#bell = bell;
    // The button does the same for those who can't scroll.
    new IntersectionObserver(([seen]) => seen?.isIntersecting && this.#list?.more(), {
      root: this.#scroll,
      rootMargin: '200px',
    }).observe(this.#more);
  }

  get isOpen() {
    return this.element.matches(':popover-open');
  }

  /** Loads the list, if that has not been done. */
  prepare() {
    this.#list ??= this.#bell.client.list(this.#filters.filter);
  }

  /** Somebody else is there. */
  forget() {
    this.#list?.close();
    this.#list = null;
    this.#rows.show([], this.#bell);
    if (this.isOpen) {
      this.prepare();
    }
  }

  show() {
    if (!this.isOpen) {
      return;
    }
    const { words, client } = this.#bell;
    const list = this.#list;
    const items = list?.items ?? [];
    const news = list?.news.length ?? 0;
    if (news && !items.length) {
      list?.showNews();
    }
    this.#speak();
    items.forEach(({ category }) => this.#filters.offer(category));
    this.#filters.show(words);
    this.#rows.show(items, this.#bell);
    this.#news.hidden = !news;
    this.#news.replaceChildren(icon('up'), words.t('news', news));
    const kind = this.#kindOfMessage(items.length);
    this.#message.show(kind, words);
    this.#filters.element.hidden = this.#settings.hidden = kind === 'signed-out';
    this.#bones.hidden = !!kind || items.length > 0;
    this.#more.hidden = !list?.hasMore || !items.length;
    this.#markAll.hidden = !client.counts.unread;
    this.#showNote();
  }

  /** @param {number} shown */
  #kindOfMessage(shown) {
    const { user, connection } = this.#bell.client;
    if (user === null && connection.phase === 'ended') {
      return 'signed-out';
    }
    const phase = this.#list?.phase;
    if (phase === 'ready' && !shown) {
      return /** @type {const} */ (`empty-${this.#filters.filter.status}`);
    }
    return phase === 'failed' ? phase : '';
  }

  /** Tells when it has not been connected for a while. */
  #showNote() {
    const { words, client } = this.#bell;
    if (client.user === null || client.connection.phase === 'live') {
      this.#away = 0;
    } else if (!this.#away) {
      this.#away = Date.now();
      setTimeout(() => this.show(), PATIENCE);
    }
    const isAway = this.#away && Date.now() - this.#away >= PATIENCE;
    this.#note.textContent = isAway ? words.t('offline') : '';
  }

  #showNews() {
    this.#list?.showNews();
    this.#scroll.scrollTop = 0;
    this.show();
    this.#rows.focus(0);
  }

  /** @type {Act} */
  #act(notice, action, event) {
    const { client } = this.#bell;
    if (action === 'open') {
      this.#open(notice, event);
    } else if (action.endsWith('read')) {
      this.#try(action === 'read' ? client.markRead(notice.id) : client.markUnread(notice.id));
    } else {
      const index = this.#rows.indexOf(notice.id);
      this.#try(action === 'archive' ? client.archive(notice.id) : client.unarchive(notice.id));
      this.show();
      this.#rows.focus(index);
    }
  }

  /**
   * @param {Notice} notice
   * @param {Event} event
   */
  #open(notice, event) {
    if (!open(this.#bell, this.#bell.client, notice)) {
      event.preventDefault();
      this.#bell.close();
    } else if (!(event.currentTarget instanceof HTMLAnchorElement)) {
      this.#rows.toggle(notice.id);
    }
  }

  /** @param {Promise<unknown>} action */
  async #try(action) {
    try {
      await action;
    } catch {
      this.#note.textContent = this.#bell.words.t('problem');
    }
  }

  #retry() {
    this.#bell.client.connect();
    this.#list?.reload();
    this.element.focus();
  }

  /** Another filter was chosen. */
  #begin() {
    this.#list?.close();
    this.#list = null;
    this.prepare();
    this.#scroll.scrollTop = 0;
    this.show();
  }

  #toggled() {
    clearInterval(this.#clock);
    if (this.isOpen) {
      this.prepare();
      this.#list?.showNews();
      this.#clock = setInterval(() => this.#rows.tell(this.#bell), MINUTE);
      this.#scroll.scrollTop = 0;
      this.show();
      this.element.focus();
    }
  }

  async #openSettings() {
    /** @type {typeof import('./bell-settings.js')} */
    const { BellSettings } = await import(new URL('elements/bell-settings.js', SERVER).href);
    new BellSettings(this.#bell, this.element).open();
  }

  /** Writes what does not change, in the language of the page. */
  #speak() {
    const { words } = this.#bell;
    if (this.element.lang !== words.language) {
      this.element.lang = words.language;
      this.#title.textContent = words.t('title');
      this.#more.textContent = words.t('more');
      for (const button of [this.#markAll, this.#settings, this.#close]) {
        button.title = words.t(button.name);
        button.ariaLabel = button.title;
      }
    }
  }
}

/**
 * @param {IconName} name
 * @param {() => void} onclick
 */
function tool(name, onclick) {
  return h('button', { type: 'button', class: 'tool', name, onclick }, icon(name));
}
