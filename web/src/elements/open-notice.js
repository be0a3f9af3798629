/** @import {TidingsClient} from '../tidings-client.js' */
/** @import {Notice} from '../tidings.js' */

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
  const detail = { notice };
  return element.dispatchEvent(
    new CustomEvent('tidings-open', { detail, bubbles: true, composed: true, cancelable: true }),
  );
}
