import { h } from '../page/h.js';
import { SERVER } from '../tidings-client.js';
import { icon } from './icons.js';
import { NoticeRows } from './notice-rows.js';
import { open } from './open-notice.js';

/** @import {NoticeList} from '../client/notice-list.js' */
/** @import {Filter, Notice} from '../tidings.js' */
/** @import {Act} from './notice-row.js' */
/** @import {TidingsBell} from './tidings-bell.js' */

const STATUSES = /** @type {const} */ (['all', 'unread', 'archived']);

/** With labels of their own; others are offered when they have been seen. */
const CATEGORIES = ['notice', 'urgent', 'maintenance', 'event', 'complaint', 'billing'];

/** A connection that is back by then need not be spoken of. */
const PATIENCE = 3_000;

/** How often `3 minutes ago` is written anew. */
const MINUTE = 30_000;

/** What opens below the bell. */
export class BellPanel {
  #bell;
  /** @type {NoticeList | null} */
  #list = null;
  /** @type {Required<Pick<Filter, 'status' | 'category'>>} */
  #filter = { status: 'all', category: '' };
  #categories = new Set(CATEGORIES);
  /** Since when it is not connected; 0 when it is. */
  #away = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;
  /** Of what the words below were written. */
  #language = '';

  #title = h('h2', { id: 'title', part: 'title' });
  #markAll = this.#tool('checks', () => this.#try(this.#bell.client.markAllRead()));
  #settings = this.#tool('settings', () => this.#openSettings());
  #close = this.#tool('close', () => this.#bell.close());
  #statuses = STATUSES.map((status) =>
    h('button', { type: 'button', 'data-status': status, onclick: () => this.#choose({ status }) }),
  );
  #category = h('select', {
    onchange: () => this.#choose({ category: this.#category.value }),
  });
  #filters = h(
    'div',
    { class: 'filters', part: 'filters', role: 'group' },
    this.#statuses,
    h('label', {}, this.#category, icon('down')),
  );
  #note = h('p', { class: 'note', role: 'status', hidden: true });
  #news = h('button', {
    type: 'button',
    class: 'news',
    part: 'news',
    hidden: true,
    onclick: () => this.#showNews(),
  });
  /** Says what the eye sees in the button above. */
  #newsSaid = h('span', { class: 'unseen', role: 'status' });
  #rows = new NoticeRows((...what) => this.#act(...what));
  #message = h('div', { class: 'message', part: 'message', hidden: true });
  #bones = h('div', { 'aria-hidden': 'true' }, Array.from({ length: 5 }, bone));
  #more = h('button', {
    type: 'button',
    class: 'more',
    part: 'more',
    hidden: true,
    onclick: () => this.#list?.more(),
  });
  #scroll = h(
    'div',
    { class: 'scroll', part: 'scroll' },
    this.#bones,
    this.#rows.element,
    this.#message,
    this.#more,
  );

  element = h(
    'div',
    {
      id: 'panel',
      class: 'panel',
      part: 'panel',
      popover: 'auto',
      role: 'dialog',
      'aria-labelledby': 'title',
      tabindex: '-1',
      ontoggle: ({ newState }) => this.#toggled(newState === 'open'),
    },
    h(
      'div',
      { class: 'head', part: 'header' },
      this.#title,
      this.#markAll,
      this.#settings,
      this.#close,
    ),
    this.#filters,
    this.#note,
    h('div', { class: 'list' }, this.#newsSaid, this.#news, this.#scroll),
    h('slot', { name: 'footer' }),
  );

  /** @param {TidingsBell} bell */
  constructor(bell) {
    this.#bell = bell;
    this.#close.classList.add('close');
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
    this.#list ??= this.#bell.client.list(this.#filter);
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
    this.#speak();
    const items = this.#list?.items ?? [];
    this.#rows.show(items, this.#bell);
    this.#showNote();
    this.#showCount(items.length);
    this.#showMessage(items.length);
    this.#bones.hidden = !(this.#list?.phase === 'loading' && items.length === 0);
    this.element.setAttribute('aria-busy', String(!this.#bones.hidden));
    this.#more.hidden = !this.#list?.hasMore || items.length === 0;
    this.#markAll.hidden = this.#bell.client.counts.unread === 0;
  }

  /** @param {number} shown */
  #showCount(shown) {
    const news = this.#list?.news.length ?? 0;
    if (news > 0 && shown === 0) {
      this.#list?.showNews();
      return;
    }
    const label = news > 0 ? this.#bell.words.t('news', news) : '';
    if (label !== this.#newsSaid.textContent) {
      this.#newsSaid.textContent = label;
      this.#news.replaceChildren(icon('up'), label);
      this.#news.hidden = news === 0;
    }
  }

  /** @param {number} shown */
  #showMessage(shown) {
    const { user, connection } = this.#bell.client;
    const phase = this.#list?.phase;
    const kind =
      user === null && connection.phase === 'ended'
        ? 'signed-out'
        : phase === 'failed' && shown === 0
          ? 'failed'
          : phase === 'ready' && shown === 0
            ? `empty-${this.#filter.status}`
            : '';
    if (this.#message.dataset.kind !== kind + this.#language) {
      this.#message.dataset.kind = kind + this.#language;
      this.#message.hidden = kind === '';
      this.#message.setAttribute('role', kind === 'failed' ? 'alert' : 'status');
      this.#message.replaceChildren(...this.#messageOf(kind));
    }
    this.#filters.hidden = kind === 'signed-out';
    for (const button of this.#statuses) {
      const isPressed = button.dataset.status === this.#filter.status;
      button.setAttribute('aria-pressed', String(isPressed));
    }
  }

  /** @param {string} kind */
  #messageOf(kind) {
    const { words } = this.#bell;
    if (kind === '') {
      return [];
    }
    if (kind === 'failed') {
      const retry = () => {
        this.#bell.client.connect();
        this.#list?.reload();
        this.element.focus();
      };
      return [
        icon('WARNING'),
        h('strong', {}, words.t(kind)),
        h('button', { type: 'button', onclick: retry }, words.t('retry')),
      ];
    }
    const text = [h('strong', {}, words.t(kind)), h('span', {}, words.t(`${kind}-hint`))];
    const sign = icon(kind === 'empty-archived' ? 'archive' : 'bell');
    return [h('slot', { name: kind.startsWith('empty') ? 'empty' : kind }, sign, text)];
  }

  /** Tells when it has not been connected for a while. */
  #showNote() {
    const { connection, user } = this.#bell.client;
    const isAway = user !== null && connection.phase !== 'live';
    if (isAway && !this.#away) {
      this.#away = Date.now();
      setTimeout(() => this.show(), PATIENCE);
    } else if (!isAway) {
      this.#away = 0;
    }
    this.#note.hidden = !this.#away || Date.now() - this.#away < PATIENCE;
    this.#note.textContent = this.#note.hidden ? '' : this.#bell.words.t('offline');
  }

  #showNews() {
    this.#list?.showNews();
    this.#scroll.scrollTop = 0;
    this.show();
    this.#rows.focus(0);
  }

  /** @type {Act} */
  #act = (notice, action, event) => {
    const { client } = this.#bell;
    if (action === 'open') {
      this.#open(notice, event);
    } else if (action === 'read') {
      this.#try(client.markRead(notice.id));
    } else if (action === 'unread') {
      this.#try(client.markUnread(notice.id));
    } else {
      const index = this.#rows.indexOf(notice.id);
      this.#try(action === 'archive' ? client.archive(notice.id) : client.unarchive(notice.id));
      this.show();
      this.#rows.focus(index);
    }
  };

  /**
   * @param {Notice} notice
   * @param {Event} event
   */
  #open(notice, event) {
    const link = event.currentTarget instanceof HTMLAnchorElement;
    if (!open(this.#bell, this.#bell.client, notice)) {
      event.preventDefault();
      this.#bell.close();
    } else if (!link) {
      this.#rows.toggle(notice.id);
    }
  }

  /** @param {Promise<unknown>} action */
  async #try(action) {
    try {
      await action;
    } catch {
      this.#note.textContent = this.#bell.words.t('problem');
      this.#note.hidden = false;
    }
  }

  /** @param {Partial<Filter>} filter */
  #choose(filter) {
    this.#filter = { ...this.#filter, ...filter };
    this.#list?.close();
    this.#list = null;
    this.prepare();
    this.#scroll.scrollTop = 0;
    this.show();
  }

  /** @param {boolean} isOpen */
  #toggled(isOpen) {
    clearInterval(this.#clock);
    if (isOpen) {
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
    const { openSettings } = await import(new URL('elements/bell-settings.js', SERVER).href);
    openSettings(this.element, this.#bell);
  }

  /** Writes what does not change, in the language of the page. */
  #speak() {
    const { words } = this.#bell;
    for (const { category } of this.#list?.items ?? []) {
      this.#categories.add(category);
    }
    const written = `${words.language} ${this.#categories.size}`;
    if (written === this.#language) {
      return;
    }
    this.#language = written;
    this.element.lang = words.language;
    this.#title.textContent = words.t('title');
    label(this.#markAll, words.t('mark-all'));
    label(this.#settings, words.t('settings'));
    label(this.#close, words.t('close'));
    this.#filters.setAttribute('aria-label', words.t('filter'));
    for (const button of this.#statuses) {
      button.textContent = words.t(button.dataset.status ?? '');
    }
    this.#category.setAttribute('aria-label', words.t('category'));
    this.#category.replaceChildren(
      h('option', { value: '' }, words.t('every-category')),
      ...[...this.#categories].map((value) => h('option', { value }, words.category(value))),
    );
    this.#category.value = this.#filter.category;
    this.#more.textContent = words.t('more');
  }

  /**
   * @param {import('./icons.js').IconName} name
   * @param {() => void} onclick
   */
  #tool(name, onclick) {
    return h('button', { type: 'button', class: 'tool', onclick }, icon(name));
  }
}

/**
 * @param {HTMLElement} button
 * @param {string} text
 */
function label(button, text) {
  button.title = text;
  button.setAttribute('aria-label', text);
}

/** A row that is being loaded. */
function bone() {
  return h('div', { class: 'bone' }, h('i'), h('div', {}, h('i'), h('i')));
}
