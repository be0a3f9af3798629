/** @import {Preferences} from '../tidings.js' */

/**
 * Whether the user wants quiet at this time.
 *
 * @param {Preferences} preferences
 * @param {number} now in ms
 */
export function isQuiet({ quietHours }, now) {
  if (!quietHours) {
    return false;
  }
  const { from, to, zone: timeZone } = quietHours;
  const clock = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const time = new Intl.DateTimeFormat('en', /** @type {any} */ (clock)).format(now);
  return from <= to ? from <= time && time < to : from <= time || time < to;
}
