import { h } from './h.js';

/** How long a message stays in sight, in ms. */
const STAYS = 6_000;

const place = h('div', { class: 'messages' });
const polite = h('p', { class: 'message', role: 'status' });
const urgent = h('p', { class: 'message is-urgent', role: 'alert' });
place.append(polite, urgent);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Says something at the edge of the page, and to screen readers.
 *
 * @param {string} text
 * @param {{isUrgent?: boolean}} [options] urgent: interrupts what is being read
 */
export function announce(text, { isUrgent = false } = {}) {
  if (!place.isConnected) {
    document.body.append(place);
  }
  clearTimeout(timer);
  polite.textContent = isUrgent ? '' : text;
  urgent.textContent = isUrgent ? text : '';
  timer = setTimeout(() => {
    polite.textContent = '';
    urgent.textContent = '';
  }, STAYS);
}
