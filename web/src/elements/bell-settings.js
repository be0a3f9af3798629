/** @import {TidingsBell} from './tidings-bell.js' */

/**
 * @param {HTMLElement} panel
 * @param {TidingsBell} bell
 */
export function openSettings(panel, bell) {
  console.log(panel, bell);
}
