import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { categoryName } from './labels.js';

/** @import {Change} from './conflict.js' */
/** @import {Draft} from './draft.js' */

/**
 * Shows what somebody else has changed in the meantime.
 *
 * @param {Change[]} changes
 */
export function conflictTable(changes) {
  return h(
    'section',
    { class: 'card conflict', role: 'alert' },
    h('h2', {}, t('conflict.title')),
    h('p', {}, t('conflict.text')),
    h(
      'div',
      { class: 'scroll', tabindex: '0' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ['conflict.field', 'conflict.before', 'conflict.now', 'conflict.mine'].map((key) =>
              h('th', { scope: 'col' }, t(key)),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          changes.map(({ field, before, now, mine }) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, t(`field.${field}`)),
              h('td', {}, h('del', {}, inWords(field, before))),
              h('td', {}, h('ins', {}, inWords(field, now))),
              h('td', {}, mine === null ? t('conflict.untouched') : inWords(field, mine)),
            ),
          ),
        ),
      ),
    ),
  );
}

/**
 * A field's value as people know it.
 *
 * @param {keyof Draft} field
 * @param {string} value
 */
function inWords(field, value) {
  if (value === '') {
    return '–';
  }
  if (field === 'severity') {
    return t(`severity.${value}`);
  }
  if (field === 'category') {
    return categoryName(value);
  }
  return field.endsWith('At') ? value.replace('T', ' ') : value;
}
