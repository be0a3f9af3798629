/** @import {TidingsClient} from '../tidings-client.js' */
/** @import {Notice} from '../tidings.js' */
/** @import {TidingsBell} from './tidings-bell.js' */

/**
 * Where a notice leads: the web, or a path of the page's own server. Null when it leads nowhere, or
 * where the server would never have let it.
 *
 * @param {Notice} notice
 */
export function target({ link = '' }) {
  const isPath = link.startsWith('/');
  if (!isPath && !/^https?:\/\//i.test(link)) {
    return null;
  }
  try {
    const { href, origin } = new URL(link, location.origin);
    // Not `//elsewhere`, nor what a browser reads like that.
    return isPath && origin !== location.origin ? null : href;
  } catch {
    return null;
  }
}

/**
 * The bell of the page that shows the notices of this client.
 *
 * @param {TidingsClient} client
 */
export function bellOf(client) {
  const bells = /** @type {TidingsBell[]} */ ([...document.querySelectorAll('tidings-bell')]);
  return bells.find((bell) => bell.client === client);
}

/**
 * Somebody wants to see the list: the page may show its own, else the bell opens.
 *
 * @param {Element} element
 * @param {TidingsClient} client
 */
export function showList(element, client) {
  if (ask(element, 'tidings-show', null)) {
    bellOf(client)?.open();
  }
}

/**
 * Somebody wants to see a notice: it is read, and the page may show it in its own way.
 *
 * @param {Element} element
 * @param {TidingsClient} client
 * @param {Notice} notice
 * @returns {boolean} whether the page did not
 */
export function open(element, client, notice) {
  if (!notice.read) {
    client.markRead(notice.id).catch(() => {});
  }
  return ask(element, 'tidings-open', { notice });
}

/**
 * @param {Element} element
 * @param {string} type
 * @param {unknown} detail
 * @returns {boolean} whether the page did nothing
 */
function ask(element, type, detail) {
  const asked = { detail, bubbles: true, composed: true, cancelable: true };
  return element.dispatchEvent(new CustomEvent(type, asked));
}
