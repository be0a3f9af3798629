import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { said } from './said.js';

/** Shows that something is being loaded: grey lines where it will stand. @param {number} rows */
export function loading(rows) {
  return h(
    'div',
    { class: 'loading', role: 'status' },
    h('span', { class: 'unseen' }, t('loading')),
    Array.from({ length: rows }, () => h('span', { class: 'ghost' })),
  );
}

/**
 * Shows why something is not there, and lets people try again.
 *
 * @param {unknown} failure
 * @param {() => void} again
 */
export function failed(failure, again) {
  return h(
    'div',
    { class: 'card failed', role: 'alert' },
    h('p', {}, said(failure)),
    h('button', { type: 'button', onclick: again }, t('again')),
  );
}
