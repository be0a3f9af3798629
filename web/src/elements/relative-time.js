const FORMAT = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const ABSOLUTE = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' });

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/**
 * How long ago, in words: `just now`, `3 minutes ago`, `yesterday`.
 *
 * @param {number} then in ms
 * @param {number} now in ms
 */
export function relative(then, now) {
  const seconds = (then - now) / 1000;
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) {
      return FORMAT.format(Math.trunc(seconds / length), unit);
    }
  }
  return 'just now';
}

/** The full date and time. @param {number} then in ms */
export function absolute(then) {
  return ABSOLUTE.format(then);
}
