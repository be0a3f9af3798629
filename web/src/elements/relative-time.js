/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** From then on the date says more than the number of days. */
const WEEK = 7 * 86_400;
const YEAR = 365 * 86_400;

/**
 * How long ago, in words: `just now`, `3 minutes ago`, `yesterday`, `12 Mar`.
 *
 * @param {number} then in ms
 * @param {number} now in ms
 * @param {string} [language]
 * @param {string} [justNow] in that language
 */
export function relative(then, now, language = 'en', justNow = 'just now') {
  const seconds = (then - now) / 1000;
  const distance = Math.abs(seconds);
  if (distance >= WEEK) {
    const year = distance >= YEAR ? 'numeric' : undefined;
    return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year }).format(then);
  }
  for (const [unit, length] of UNITS) {
    if (distance >= length) {
      const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
      return format.format(Math.trunc(seconds / length), unit);
    }
  }
  return justNow;
}

/**
 * The full date and time.
 *
 * @param {number} then in ms
 * @param {string} [language]
 */
export function absolute(then, language = 'en') {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(then);
}
