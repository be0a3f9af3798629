/** @import {Notice, Preferences} from '../tidings.js' */

/**
 * @param {Preferences} preferences
 * @param {Pick<Notice, 'category' | 'severity'>} notice
 */
export function isMuted({ mutedCategories }, { category, severity }) {
  return severity !== 'CRITICAL' && mutedCategories.includes(category);
}
