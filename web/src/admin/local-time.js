/**
 * A time as `<input type="datetime-local">` holds it, in this browser's zone, to the minute.
 *
 * @param {string | undefined} instant ISO 8601
 * @returns {string} empty for no time
 */
export function toLocal(instant) {
  if (instant === undefined) {
    return '';
  }
  const time = new Date(instant);
  const shifted = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/**
 * The instant of such a local time. A time that a change of clocks leaves out is moved on, as
 * clocks are.
 *
 * @param {string} local
 * @returns {string | undefined} undefined for no time, or none that can be read
 */
export function toInstant(local) {
  const time = new Date(local);
  return local === '' || Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** This browser's zone. */
export function zone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * A time in full, with its zone.
 *
 * @param {string} instant
 * @param {string} language
 * @param {string} [timeZone] default: the browser's
 */
export function inFull(instant, language, timeZone) {
  return new Intl.DateTimeFormat(language, {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(new Date(instant));
}

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/**
 * How long ago, or in how long, in words.
 *
 * @param {string} instant
 * @param {string} language
 * @param {number} [now] in ms
 */
export function relative(instant, language, now = Date.now()) {
  const seconds = (Date.parse(instant) - now) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'long' });
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length && (unit !== 'second' || Math.abs(seconds) >= 5)) {
      return format.format(Math.trunc(seconds / length), unit);
    }
  }
  return format.format(0, 'second');
}
