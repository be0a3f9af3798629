import { h } from '../page/h.js';
import { icon } from './icons.js';
import { target } from './open-notice.js';

/** @import {Toast} from './toast-queue.js' */
/** @import {Words} from './words.js' */

/**
 * @param {Toast} toast
 * @param {Words} words
 * @param {(toast: Toast, action: 'open' | 'dismiss', event: Event) => void} act
 */
export function toastItem(toast, words, act) {
  const { notice, count } = toast;
  const severity = notice?.severity ?? 'INFO';
  const opens = {
    class: 'open',
    dir: 'auto',
    onclick: (/** @type {Event} */ event) => act(toast, 'open', event),
  };
  const href = notice && target(notice);
  const title = notice ? notice.title : words.t('summary', count);
  return h(
    'li',
    { class: `toast ${severity}`, part: `toast toast-${severity.toLowerCase()}` },
    h('span', { class: 'emblem' }, icon(notice ? severity : 'bell')),
    h(
      'div',
      { class: 'text' },
      h(
        'p',
        { class: 'title', part: 'toast-title' },
        severity !== 'INFO' && h('span', { class: 'unseen' }, `${words.t(severity)}: `),
        href ? h('a', { ...opens, href }, title) : h('button', { ...opens, type: 'button' }, title),
      ),
      h('p', { class: 'body', part: 'toast-body', dir: 'auto' }, notice?.body ?? ''),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'tool',
        'aria-label': `${words.t('dismiss')}: ${title}`,
        title: words.t('dismiss'),
        onclick: (event) => act(toast, 'dismiss', event),
      },
      icon('close'),
    ),
  );
}
