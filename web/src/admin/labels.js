import { h } from '../page/h.js';
import { icon } from '../page/icon.js';
import { known, language, t } from '../page/words.js';
import { partsOf } from './audience.js';
import { inFull, relative } from './local-time.js';

/** @import {Notice} from './draft.js' */

/** A category in words; freely chosen ones as they are. @param {string} category */
export function categoryName(category) {
  const key = `category.${category}`;
  return known(key) ? t(key) : category;
}

/** An audience key in words. @param {string} key */
export function keyName(key) {
  const { kind, id } = partsOf(key);
  return id === '' ? t('audience.all') : t(`audience.${kind}.one`, { id });
}

/**
 * The first few keys of an audience, and how many more there are.
 *
 * @param {string[]} audience
 * @param {number} most
 */
export function audienceChips(audience, most) {
  const shown = audience.slice(0, most);
  const more = audience.length - shown.length;
  return h(
    'span',
    { class: 'chips', title: more > 0 ? audience.map(keyName).join('\n') : null },
    shown.map((key) => h('span', { class: `chip ${partsOf(key).kind}` }, keyName(key))),
    more > 0 && h('span', { class: 'chip more' }, t('more', { count: more })),
  );
}

/** @param {Notice['status']} status */
export function statusBadge(status) {
  return h('span', { class: `status ${status.toLowerCase()}` }, t(`status.${status}`));
}

/** @param {Notice['severity']} severity */
export function severityIcon(severity) {
  const shown = icon(/** @type {any} */ (severity.toLowerCase()));
  return h(
    'span',
    { class: `severity ${severity.toLowerCase()}` },
    shown,
    h('span', { class: 'unseen' }, t(`severity.${severity}`)),
  );
}

/** A time in words, in full at the pointer. @param {string} instant */
export function timeOf(instant) {
  return h(
    'time',
    { datetime: instant, title: inFull(instant, language) },
    relative(instant, language),
  );
}

/** Writes `3 minutes ago` anew, all over a part of the page. @param {ParentNode} part */
export function tellTimes(part) {
  for (const time of part.querySelectorAll('time')) {
    time.textContent = relative(time.dateTime, language);
  }
}

/**
 * What a notice is called: of a retracted one nothing is left.
 *
 * @param {Notice} notice
 */
export function titleOf({ title, status }) {
  return title === '' && status === 'RETRACTED' ? t('notice.gone') : title;
}

/** What happened to a notice last, and when. @param {Notice} notice */
export function lastStep(notice) {
  if (notice.status === 'SCHEDULED' && notice.publishAt !== undefined) {
    return h('span', {}, t('step.scheduled'), ' ', timeOf(notice.publishAt));
  }
  if (notice.status === 'EXPIRED' && notice.expiresAt !== undefined) {
    return h('span', {}, t('step.expired'), ' ', timeOf(notice.expiresAt));
  }
  return timeOf(notice.publishedAt ?? notice.createdAt);
}
