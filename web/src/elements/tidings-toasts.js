import { h } from '../page/h.js';
import { alertsOf, chime, notifyDesktop } from './alerts.js';
import { FrontTab } from './front-tab.js';
import { LiveRegions } from './live-regions.js';
import { bellOf, open, showList, target } from './open-notice.js';
import { isQuiet } from './quiet-hours.js';
import { style } from './style.js';
import { TidingsElement } from './tidings-element.js';
import { toastItem } from './toast.js';
import { ToastQueue } from './toast-queue.js';
import { toastsStyle } from './toasts-style.js';

/** @import {Notice, NoticeChange} from '../tidings.js' */
/** @import {Toast} from './toast-queue.js' */

/** So many are shown; the rest is a number. */
const SHOWN = 3;

/** A burst is told of when no more has come for this long, in ms. */
const SETTLED = 500;

/** How often it looks whether the time of a toast is over, in ms. */
const TICK = 250;

/**
 * `<tidings-toasts>`: shows what comes, for 5 s each, in the tab that was looked at last. A CRITICAL
 * notice stays until it is dismissed.
 *
 * Attributes: `placement` (`bottom-end`, `bottom-start`, `top-end`, `top-start`), `lang`, `theme`.
 * Events: `tidings-open` (cancelable; detail: `{notice}`), `tidings-show` (cancelable) when somebody
 * wants to see the list; else a `<tidings-bell>` opens.
 */
export class TidingsToasts extends TidingsElement {
  #queue = new ToastQueue();
  /** What was missed, until all of it has come. @type {Notice[]} */
  #missed = [];
  /** @type {FrontTab | null} */
  #front = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #summary;
  /** Where the focus was before. @type {HTMLElement | null} */
  #before = null;
  /** @type {Map<string, {item: HTMLElement, version: string}>} */
  #items = new Map();
  #said = new LiveRegions();
  #list = h('ol', { role: 'list' });
  #rest = h('button', { type: 'button', class: 'rest', part: 'rest', onclick: () => this.#showAll() });
  #stack = h(
    'div',
    { class: 'stack', part: 'stack', popover: 'manual', role: 'region' },
    this.#list,
    this.#rest,
  );

  constructor() {
    super([style, toastsStyle]);
    this.root.append(...this.#said.elements, this.#stack);
    this.#stack.addEventListener('focusin', ({ relatedTarget }) => {
      if (relatedTarget instanceof HTMLElement) {
        this.#before = relatedTarget;
      }
    });
    this.#stack.addEventListener('keydown', ({ key }) => {
      const focused = [...this.#list.children].findIndex((item) => item.matches(':focus-within'));
      const toast = this.#queue.toasts[focused];
      if (key === 'Escape' && toast) {
        this.#dismiss(toast.key);
      }
    });
  }

  /** @param {AbortSignal} signal */
  connected(signal) {
    const { client } = this;
    client.addEventListener('user', () => this.#begin(), { signal });
    client.addEventListener('notice', (event) => this.#hear(/** @type {any} */ (event).detail), {
      signal,
    });
    client.addEventListener('connection', () => this.#flush(), { signal });
    addEventListener('keydown', ({ key }) => key === 'F8' && this.#focus(0), { signal });
    this.#begin();
    signal.addEventListener('abort', () => {
      this.#front?.close();
      clearInterval(this.#clock);
    });
  }

  show() {
    const { toasts } = this.#queue;
    this.#stack.ariaLabel = this.words.t('title');
    this.#removeRead();
    const shown = toasts.slice(0, SHOWN);
    const items = shown.map((toast) => this.#itemOf(toast));
    for (const [key, { item }] of this.#items) {
      if (!items.includes(item)) {
        item.remove();
        this.#items.delete(key);
      }
    }
    items.forEach((item, index) => {
      if (this.#list.children[index] !== item) {
        this.#list.insertBefore(item, this.#list.children[index] ?? null);
      }
    });
    const rest = toasts.length - shown.length;
    this.#rest.hidden = rest === 0;
    this.#rest.textContent = this.words.t('and-more', rest);
    this.#stack.togglePopover(toasts.length > 0);
  }

  /** Somebody else is there, or nobody. */
  #begin() {
    const { storageName } = this.client;
    this.#front?.close();
    this.#front = storageName === null ? null : new FrontTab(storageName);
    this.#queue = new ToastQueue();
    this.#missed = [];
    this.#items.clear();
    this.#list.replaceChildren();
    this.render();
  }

  /** @param {NoticeChange} change */
  #hear({ type, notice, isNews, wasMissed }) {
    if (type === 'retracted' || type === 'expired') {
      this.#missed = this.#missed.filter(({ id }) => id !== notice.id);
      this.#dismiss(notice.id);
    } else if (isNews && wasMissed) {
      this.#missed.push(notice);
    } else if (isNews) {
      this.#toast(notice, false);
    } else {
      this.#queue.update(notice);
      this.render();
    }
  }

  /** All that was missed has come. */
  #flush() {
    const { connection } = this.client;
    if (connection.phase === 'live' && connection.caughtUp) {
      const missed = this.#missed.splice(0);
      missed.forEach((notice) => this.#toast(notice, missed.length > 1));
    }
  }

  /**
   * @param {Notice} notice
   * @param {boolean} isOneOfMany
   */
  #toast(notice, isOneOfMany) {
    const { client } = this;
    const isCritical = notice.severity === 'CRITICAL';
    const isNight = isQuiet(client.preferences, client.now);
    // Who looks at the list sees it there.
    const isSeen = isNight || (bellOf(client)?.isOpen && !document.hidden);
    if (!this.#front?.isFront || (isSeen && !isCritical)) {
      return;
    }
    const isCrowded = document.hidden && this.#queue.toasts.length >= SHOWN;
    this.#queue.add(notice, client.now, isOneOfMany || isCrowded);
    this.#say(notice);
    if (!isNight) {
      const { sound, desktop } = alertsOf(client.storageName ?? '');
      if (sound && this.#queue.toasts[0]?.count === 1) {
        chime();
      }
      if (desktop && document.hidden) {
        notifyDesktop(notice, () => this.#open(notice) && this.#follow(notice));
      }
    }
    this.#run();
    this.render();
  }

  /** Says what the eye sees. @param {Notice} notice */
  #say({ severity, title, body }) {
    const { words } = this;
    const [newest] = this.#queue.toasts;
    if (newest && !newest.notice) {
      // It is still being counted.
      clearTimeout(this.#summary);
      this.#summary = setTimeout(() => this.#said.say(words.t('summary', newest.count)), SETTLED);
    } else {
      const urgent = severity !== 'INFO';
      this.#said.say(`${urgent ? `${words.t(severity)}: ` : ''}${title}. ${body}`, urgent);
    }
  }

  /** Lets the time of the toasts pass, except while somebody may be reading. */
  #run() {
    clearInterval(this.#clock);
    this.#clock = setInterval(() => {
      if (!document.hidden && !this.#stack.matches(':hover, :focus-within')) {
        const before = this.#queue.toasts.length;
        this.#queue.pass(TICK);
        if (this.#queue.toasts.length < before) {
          this.render();
        }
      }
      if (this.#queue.toasts.length === 0) {
        clearInterval(this.#clock);
      }
    }, TICK);
  }

  /** Nobody needs to be told what they have read elsewhere. */
  #removeRead() {
    for (const { key } of this.#queue.toasts) {
      const notice = this.client.notice(key);
      if (notice?.read || notice?.archived) {
        this.#queue.remove(key);
      }
    }
  }

  /**
   * @param {Toast} toast
   * @param {'open' | 'dismiss'} action
   * @param {Event} event
   */
  #act = (toast, action, event) => {
    const { notice, key } = toast;
    if (action === 'open' && !notice) {
      this.#showAll();
    } else if (action === 'open' && notice) {
      if (!this.#open(notice)) {
        event.preventDefault();
      } else if (!target(notice)) {
        this.#showAll();
      }
    }
    this.#dismiss(key);
  };

  /** @param {Notice} notice */
  #open(notice) {
    return open(this, this.client, notice);
  }

  /** @param {Notice} notice */
  #follow(notice) {
    const href = target(notice);
    if (href) {
      location.assign(href);
    } else {
      this.#showAll();
    }
  }

  #showAll() {
    showList(this, this.client);
  }

  /** @param {string} key */
  #dismiss(key) {
    const index = this.#queue.toasts.findIndex((toast) => toast.key === key);
    const hadFocus = this.#stack.matches(':focus-within');
    if (this.#queue.remove(key)) {
      this.show();
      if (hadFocus && !this.#focus(index)) {
        this.#before?.focus();
      }
    }
  }

  /** Focuses this toast, or the last one. Whether there is one. @param {number} index */
  #focus(index) {
    const openers = this.#list.querySelectorAll('.open');
    const opener = openers[Math.min(index, openers.length - 1)];
    if (opener instanceof HTMLElement) {
      opener.focus();
    }
    return !!opener;
  }

  /** @param {Toast} toast */
  #itemOf(toast) {
    const { key, notice, count } = toast;
    const version = `${notice?.revision} ${count} ${this.words.language}`;
    const known = this.#items.get(key);
    if (known?.version === version) {
      return known.item;
    }
    const item = toastItem(toast, this.words, this.#act);
    known?.item.replaceWith(item);
    this.#items.set(key, { item, version });
    return item;
  }
}
