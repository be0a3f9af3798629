import { element } from './element.js';

/**
 * Says something to users of screen readers.
 *
 * @param {string} text
 * @param {{urgent?: boolean}} [options] urgent: interrupts what is being read
 */
export function announce(text, { urgent = false } = {}) {
  element(urgent ? 'urgent' : 'polite').textContent = text;
}
