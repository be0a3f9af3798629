/**
 * What was counted of a notice at some time.
 *
 * @typedef {{at: number, reached: number, read: number, archived: number}} Sample at in ms
 */

/** How many samples are kept; older ones are thinned out. */
const MOST = 240;

/**
 * Adds a sample. One that says the same as the two before it only moves the last one on.
 *
 * @param {Sample[]} samples in order of time
 * @param {Sample} sample
 * @returns {Sample[]}
 */
export function added(samples, sample) {
  const last = samples.at(-1);
  const before = samples.at(-2);
  if (last && before && same(last, sample) && same(before, sample)) {
    return [...samples.slice(0, -1), sample];
  }
  const all = [...samples, sample];
  // The first one and the newer half stay as they are.
  return all.length <= MOST ? all : all.filter((_, i) => i > MOST / 2 || i % 2 === 0);
}

/** How long a stretch of the server's series is, in ms, at most so long after the post. */
const STRETCHES = [
  [3_600_000, 60_000],
  [86_400_000, 600_000],
  [14 * 86_400_000, 3_600_000],
  [Infinity, 86_400_000],
];

/**
 * What the server kept, and after that what was seen here, which is finer.
 *
 * @param {{at: string, onlineReached: number, read: number, archived: number}[]} series oldest
 *     first; each has the numbers at the end of the stretch that begins `at`
 * @param {Sample[]} seen at least one
 * @param {number} began when the notice was posted, in ms
 * @returns {Sample[]}
 */
export function joined(series, seen, began) {
  const first = seen[0]?.at ?? Infinity;
  const earlier = series
    .map(({ at, onlineReached, read, archived }) => ({
      at: Date.parse(at) + stretch(Date.parse(at) - began),
      reached: onlineReached,
      read,
      archived,
    }))
    .filter(({ at }) => at < first);
  return [...earlier, ...seen];
}

/** @param {number} age in ms */
function stretch(age) {
  const [, length = 0] = STRETCHES.find(([until = 0]) => age < until) ?? [];
  return length;
}

/** @param {Sample} a @param {Sample} b */
function same(a, b) {
  return a.reached === b.reached && a.read === b.read && a.archived === b.archived;
}

/**
 * A round number at or above, for the top of an axis.
 *
 * @param {number} most
 */
export function ceiling(most) {
  if (most <= 4) {
    return 4;
  }
  const unit = 10 ** Math.floor(Math.log10(most));
  const steps = [1, 2, 4, 5, 8, 10];
  return (steps.find((step) => step * unit >= most) ?? 10) * unit;
}

/**
 * A line as steps: a count stays what it was until the next one is known.
 *
 * @param {[number, number][]} points
 * @returns {string} the `d` of a path
 */
export function steps(points) {
  return points
    .map(([x, y], i) => (i === 0 ? `M${round(x)} ${round(y)}` : `H${round(x)}V${round(y)}`))
    .join('');
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}

/** A time below the axis needs this much room, in px. */
const TICK = 64;

/** @type {[number, number][]} the longest span, and the step for it, in ms */
const TICKS = [
  [60_000, 15_000],
  [300_000, 60_000],
  [1_800_000, 300_000],
  [7_200_000, 1_800_000],
  [28_800_000, 7_200_000],
  [172_800_000, 43_200_000],
  [864_000_000, 172_800_000],
  [Infinity, 2_592_000_000],
];

/**
 * Times after the beginning to write below the axis.
 *
 * @param {number} span in ms
 * @param {number} [width] of the plot, in px
 * @returns {number[]} in ms since the beginning
 */
export function ticks(span, width = 560) {
  const [, step] = /** @type {[number, number]} */ (TICKS.find(([longest]) => span <= longest));
  const marks = [];
  for (let at = 0; at <= span && marks.length < 8; at += step) {
    marks.push(at);
  }
  const most = Math.max(2, Math.floor(width / TICK));
  return marks.length <= most ? marks : marks.filter((_, i) => i % 2 === 0);
}

/**
 * The samples that say something new, for a table.
 *
 * @param {Sample[]} samples in order of time
 * @param {number} most
 */
export function steady(samples, most) {
  const news = samples.filter((sample, i) => {
    const before = samples[i - 1];
    return before === undefined || !same(before, sample);
  });
  const every = Math.ceil(news.length / most);
  // Counted from the end: the last one is always among them.
  return news.filter((_, i) => (news.length - 1 - i) % every === 0);
}
