/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** From then on the date says more than the number of days. */
const WEEK = 7 * 86_400;

/** Times in the words of a language. A browser needs a millisecond and more to make one. */
export class RelativeTime {
  #ago;
  #day;
  #full;

  /** @param {string} language */
  constructor(language) {
    this.#ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    this.#day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
    this.#full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
  }

  /**
   * How long ago: `3 minutes ago`, `yesterday`, `12 Mar`; empty for less than a minute.
   *
   * @param {number} then in ms
   * @param {number} now in ms
   */
  ago(then, now) {
    const seconds = (then - now) / 1000;
    const distance = Math.abs(seconds);
    if (distance >= WEEK) {
      return this.#day.format(then);
    }
    const [unit, length = 1] = UNITS.find((candidate) => distance >= candidate[1]) ?? [];
    return unit ? this.#ago.format(Math.trunc(seconds / length), unit) : '';
  }

  /** The full date and time. @param {number} then in ms */
  full(then) {
    return this.#full.format(then);
  }
}
