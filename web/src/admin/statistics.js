import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { added, joined, steady } from './plot.js';
import { after, plot } from './plot-drawing.js';
import { asCurl, getStats } from './requests.js';
import { failed, loading } from './states.js';

/** @import {Notice} from './draft.js' */
/** @import {Sample} from './plot.js' */
/** @import {Session} from './session.js' */

/** While a notice is this young, numbers move fast, in ms. */
const YOUNG = 120_000;

/** How many lines the table has at most. */
const MOST = 12;

/** What is counted, in the order of the way a notice goes. */
const COUNTS = /** @type {const} */ (['reached', 'read', 'archived']);

/** How a notice goes out: numbers, and a plot of how they grew. */
export class Statistics {
  #session;
  #notice;
  #signal;
  #place = h('div', {}, loading(2));
  #rows = h('tbody');
  #table = table(this.#rows);
  #plot = h('div');
  /** What the server kept, and what was seen here. @type {Sample[]} */
  #all = [];
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
      this.#table,
    );
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
    document.addEventListener('visibilitychange', () => !document.hidden && this.#look(), {
      signal,
    });
    addEventListener('resize', () => this.#draw(), { signal });
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
      this.#all = joined(body.series ?? [], this.#samples, this.#began);
      this.#place.replaceChildren(numbers(counts), this.#plot);
      this.#draw();
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

  #draw() {
    if (this.#all.length > 0) {
      const width = Math.min(900, Math.max(240, this.#plot.clientWidth));
      this.#plot.replaceChildren(plot(this.#all, this.#began, width));
      this.#rows.replaceChildren(...steady(this.#all, MOST).reverse().map((it) => row(it, this.#began)));
      this.#table.hidden = false;
    }
  }

  get #began() {
    return Date.parse(this.#notice.publishedAt ?? this.#notice.createdAt);
  }
}

/** @param {HTMLElement} rows */
function table(rows) {
  return h(
    'details',
    { class: 'counts', hidden: true },
    h('summary', {}, t('stats.table')),
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, t('stats.after')),
          COUNTS.map((name) => h('th', { scope: 'col', class: 'number' }, t(`stats.${name}`))),
        ),
      ),
      rows,
    ),
  );
}

/**
 * @param {Sample} sample
 * @param {number} began in ms
 */
function row(sample, began) {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, after(Math.max(0, sample.at - began))),
    COUNTS.map((name) => h('td', { class: 'number' }, t('number', { n: sample[name] }))),
  );
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
