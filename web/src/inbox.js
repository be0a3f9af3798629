import { announce } from './announcement.js';
import { element } from './element.js';
import { News } from './news.js';
import { NoticeList } from './notice-list.js';
import { Notices, hasExpired } from './client/notices.js';
import { Problem } from './client/problem.js';

/** @import {Frame} from './client/notice-stream.js' */
/** @import {Page} from './client/notices.js' */
/** @import {Notice} from './tidings.js' */
/** @import {Session} from './session.js' */

const PAGE = 30;

/** Reloads of all the clients of a server that lost its place must not come at once. */
const RELOAD_WITHIN = 5_000;

/** The user's notices: those that were there, and those that come. */
export class Inbox {
  #notices = new Notices();
  #session;
  #signal;
  #list;
  #news;
  #earlier = element('earlier');
  #problem = element('inbox-problem');
  /** @type {string | null} */
  #nextCursor = null;
  /** What the server's clock is ahead of this one's, in ms. */
  #ahead = 0;

  /**
   * @param {Session} session
   * @param {AbortSignal} signal ends it
   */
  constructor(session, signal) {
    this.#session = session;
    this.#signal = signal;
    this.#list = new NoticeList(signal);
    this.#news = new News(`${session.user.id} · Tidings`, () => this.#show(), signal);
    this.#earlier.addEventListener('click', () => this.#loadEarlier(), { signal });
    const timer = setInterval(() => this.#expire(), 1_000);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  /**
   * Loads the newest ones.
   *
   * @returns {Promise<string>} the position from which the stream goes on
   * @throws {Problem}
   */
  async load() {
    const page = await this.#page('');
    this.#notices.load(page);
    this.#nextCursor = page.nextCursor ?? null;
    this.#show();
    return page.head;
  }

  /** @param {Frame} frame */
  frame({ event, id, data }) {
    switch (event) {
      case 'ready':
        this.#ahead = Date.parse(data.time) - Date.now();
        break;
      case 'reset':
        setTimeout(() => this.#reload(), Math.random() * RELOAD_WITHIN);
        break;
      case 'notice':
      case 'notice-updated':
        if (this.#notices.put(data) && id === data.eventId) {
          this.#herald(data);
        }
        this.#show();
        break;
      case 'notice-retracted':
        this.#notices.retract(data);
        this.#show();
        break;
    }
  }

  /** Makes it news. @param {Notice} notice */
  #herald(notice) {
    if (!hasExpired(notice, this.#now())) {
      this.#news.ids.add(notice.id);
      announce(`New notice: ${notice.title}`, { urgent: notice.severity === 'CRITICAL' });
    }
  }

  async #reload() {
    if (!this.#signal.aborted) {
      await this.#orExplain(() => this.load());
    }
  }

  async #loadEarlier() {
    await this.#orExplain(async () => {
      const page = await this.#page(`&cursor=${encodeURIComponent(this.#nextCursor ?? '')}`);
      this.#notices.append(page);
      this.#nextCursor = page.nextCursor ?? null;
      this.#show();
    });
  }

  /** @param {string} more @returns {Promise<Page>} */
  async #page(more) {
    const { body } = await this.#session.call('GET', `me/notices?limit=${PAGE}${more}`);
    return body;
  }

  /** @param {() => Promise<unknown>} action */
  async #orExplain(action) {
    this.#problem.textContent = '';
    try {
      await action();
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      this.#problem.textContent = problem.message;
    }
  }

  #expire() {
    if (this.#notices.expired(this.#now()).length > 0) {
      this.#show();
    }
  }

  #now() {
    return Date.now() + this.#ahead;
  }

  #show() {
    if (this.#signal.aborted) {
      return; // somebody else may be logged in by now
    }
    this.#notices.expired(this.#now()).forEach(({ id }) => this.#notices.remove(id));
    const notices = this.#notices.all;
    const there = new Set(notices.map((notice) => notice.id));
    this.#news.ids.forEach((id) => there.has(id) || this.#news.ids.delete(id));
    this.#news.show();
    this.#list.show(notices, this.#news.ids);
    this.#earlier.hidden = this.#nextCursor === null;
  }
}
