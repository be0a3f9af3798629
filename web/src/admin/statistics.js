import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { added, joined } from './plot.js';
import { plot } from './plot-drawing.js';
import { asCurl, getStats } from './requests.js';
import { failed, loading } from './states.js';

/** @import {Notice} from './draft.js' */
/** @import {Sample} from './plot.js' */
/** @import {Session} from './session.js' */

/** While a notice is this young, numbers move fast, in ms. */
const YOUNG = 120_000;

/** What is counted, in the order of the way a notice goes. */
const COUNTS = /** @type {const} */ (['reached', 'read', 'archived']);

/** How a notice goes out: numbers, and a plot of how they grew. */
export class Statistics {
  #session;
  #notice;
  #signal;
  #place = h('div', {}, loading(2));
  /** What was seen here. @type {Sample[]} */
  #samples = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Session} session
   * @param {Notice} notice that was published
   * @param {AbortSignal} signal ends it
   */
  constructor(session, notice, signal) {
    this.#session = session;
    this.#notice = notice;
    this.#signal = signal;
    this.element = h(
      'section',
      { class: 'card statistics' },
      h(
        'div',
        { class: 'card-head' },
        h('h2', {}, t('stats.title')),
        curlButton(() => asCurl(getStats(notice.id)), t('stats.title')),
      ),
      this.#place,
    );
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
    document.addEventListener('visibilitychange', () => !document.hidden && this.#look(), {
      signal,
    });
    this.#look();
  }

  async #look() {
    clearTimeout(this.#timer);
    try {
      const { body } = await this.#session.call(getStats(this.#notice.id), this.#signal);
      const counts = {
        reached: body.onlineReached,
        read: body.read,
        archived: body.archived,
      };
      this.#samples = added(this.#samples, {
        at: Date.now(),
        reached: counts.reached.count,
        read: counts.read.count,
        archived: counts.archived.count,
      });
      const samples = joined(body.series ?? [], this.#samples, this.#began);
      this.#place.replaceChildren(numbers(counts), plot(samples, this.#began));
    } catch (failure) {
      if (!this.#signal.aborted) {
        this.#place.replaceChildren(failed(failure, () => this.#look()));
      }
      return;
    }
    const isYoung = Date.now() - this.#began < YOUNG;
    if (!document.hidden && !this.#signal.aborted) {
      this.#timer = setTimeout(() => this.#look(), isYoung ? 1_500 : 10_000);
    }
  }

  get #began() {
    return Date.parse(this.#notice.publishedAt ?? this.#notice.createdAt);
  }
}

/** @param {Record<typeof COUNTS[number], {count: number, exact: boolean}>} counts */
function numbers(counts) {
  return h(
    'dl',
    { class: 'numbers' },
    COUNTS.map((name) => {
      const { count, exact } = counts[name];
      return h(
        'div',
        { class: name },
        h('dt', {}, t(`stats.${name}`)),
        h('dd', {}, exact ? t('number', { n: count }) : t('stats.about', { n: count })),
      );
    }),
  );
}
