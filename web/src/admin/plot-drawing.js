import { svg } from '../page/h.js';
import { language, t } from '../page/words.js';
import { ceiling, steps, ticks } from './plot.js';

/** @import {Sample} from './plot.js' */

const HEIGHT = 190;
const LEFT = 44;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 26;

/** Drawn from back to front, and thinner from one to the next: lines that meet are seen all. */
const LINES = /** @type {const} */ (['reached', 'read', 'archived']);

/**
 * Draws the counts over time, from zero at the beginning.
 *
 * @param {Sample[]} samples at least one
 * @param {number} began in ms
 * @param {number} width in px
 */
export function plot(samples, began, width) {
  const last = samples.at(-1) ?? { at: began, reached: 0, read: 0, archived: 0 };
  const span = Math.max(15_000, last.at - began);
  const top = ceiling(Math.max(...samples.map((it) => Math.max(it.reached, it.read, it.archived))));
  const x = (/** @type {number} */ at) =>
    LEFT + (Math.max(0, at - began) / span) * (width - LEFT - RIGHT);
  const y = (/** @type {number} */ count) =>
    HEIGHT - BOTTOM - (count / top) * (HEIGHT - TOP - BOTTOM);
  return svg(
    'svg',
    {
      class: 'plot',
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: 'img',
      'aria-label': t('stats.plot', {
        reached: last.reached,
        read: last.read,
        archived: last.archived,
      }),
    },
    [0, top / 2, top].map((count) => grid(y(count), count, width)),
    ticks(span, width).map((since) =>
      svg(
        'text',
        { x: x(began + since), y: HEIGHT - 8, class: 'tick', 'text-anchor': since === 0 ? 'start' : 'middle' },
        after(since),
      ),
    ),
    LINES.map((name) =>
      svg('path', {
        class: `line ${name}`,
        d: steps([[x(began), y(0)], ...samples.map((it) => /** @type {[number, number]} */ ([x(it.at), y(it[name])]))]),
      }),
    ),
    LINES.map((name) =>
      svg('circle', { class: `end ${name}`, cx: x(last.at), cy: y(last[name]), r: 3.5 }),
    ),
  );
}

/**
 * @param {number} y
 * @param {number} count
 * @param {number} width
 */
function grid(y, count, width) {
  return svg(
    'g',
    { class: 'grid' },
    svg('line', { x1: LEFT, x2: width - RIGHT, y1: y, y2: y }),
    svg('text', { x: LEFT - 8, y: y + 4, 'text-anchor': 'end' }, t('number', { n: count })),
  );
}

/** @type {['day' | 'hour' | 'minute' | 'second', number][]} */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** A time after the beginning. @param {number} since in ms */
export function after(since) {
  const [unit, length] = UNITS.find(([, ms]) => since >= ms) ?? ['second', 1_000];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
  }).format(Math.round(since / length));
}
