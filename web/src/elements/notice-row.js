import { h } from '../page/h.js';
import { icon } from './icons.js';
import { target } from './open-notice.js';

/** @import {Notice} from '../tidings.js' */
/** @import {Words} from './words.js' */

/**
 * What somebody does to a notice of the list.
 *
 * @typedef {(notice: Notice, action: 'open' | 'read' | 'unread' | 'archive' | 'unarchive',
 *   event: Event) => void} Act
 */

/**
 * A notice of the list, as an item.
 *
 * @param {Notice} notice
 * @param {Words} words
 * @param {Act} act
 */
export function noticeRow(notice, words, act) {
  const { severity, category, archived, publishedAt, read } = notice;
  const href = target(notice);
  const title = [
    !read && h('span', { class: 'unseen' }, `${words.t('status-unread')}: `),
    h('span', { dir: 'auto' }, notice.title),
  ];
  const opens = {
    class: 'open',
    onclick: (/** @type {Event} */ event) => act(notice, 'open', event),
  };
  return h(
    'li',
    {
      class: `row ${severity}${read ? '' : ' unread'}`,
      part: read ? 'item' : 'item item-unread',
    },
    h('span', { class: 'emblem' }, icon(severity)),
    h(
      'div',
      { class: 'text' },
      h(
        'h3',
        { class: 'title', part: 'item-title' },
        href
          ? h('a', { ...opens, href }, title)
          : h('button', { ...opens, type: 'button', 'aria-expanded': 'false' }, title),
      ),
      h('p', { class: 'body', part: 'item-body', dir: 'auto' }, notice.body),
      h(
        'p',
        { class: 'meta' },
        severity !== 'INFO' && h('span', { class: 'severity' }, words.t(severity)),
        h('span', { class: 'category' }, words.category(category)),
        h('time', { datetime: publishedAt, title: words.date(publishedAt) }),
      ),
    ),
    !read && h('span', { class: 'dot', part: 'dot' }),
    h(
      'div',
      { class: 'actions', part: 'item-actions' },
      action(read ? 'unread' : 'read'),
      action(archived ? 'unarchive' : 'archive'),
    ),
  );

  /** @param {'read' | 'unread' | 'archive' | 'unarchive'} verb */
  function action(verb) {
    const label = words.t(verb);
    return h(
      'button',
      {
        type: 'button',
        class: 'tool',
        title: label,
        // Which one it is about is said to those who can't see the row.
        'aria-label': `${label}: ${notice.title}`,
        onclick: (event) => act(notice, verb, event),
      },
      icon(verb),
    );
  }
}
