import { h } from '../page/h.js';
import { icon } from '../page/icon.js';
import { t } from '../page/words.js';
import { isKey } from './audience.js';
import { CATEGORIES } from './draft.js';
import { categoryName, keyName } from './labels.js';
import { NoticeRows } from './notice-rows.js';
import { hashOf } from './route.js';

/** @import {Stage} from './console.js' */

/** As the API has them; empty is all. */
const STATUSES = ['', 'PUBLISHED', 'SCHEDULED', 'EXPIRED', 'RETRACTED'];

/**
 * The list of what was posted.
 *
 * @param {Stage} stage
 */
export function showList({ main, session, route: { params }, signal }) {
  const filter = {
    status: params.get('status') ?? '',
    category: params.get('category') ?? '',
    audience: params.get('audience') ?? '',
    q: params.get('q') ?? '',
  };
  const rows = new NoticeRows(session, filter, signal);

  /** @param {Record<string, string>} change */
  const address = (change) => hashOf('', { ...filter, q: search.value, ...change });
  const search = h('input', {
    type: 'search',
    value: filter.q,
    placeholder: t('list.search'),
    'aria-label': t('list.search'),
    oninput: () => {
      rows.search(search.value);
      history.replaceState(null, '', address({}));
    },
  });
  main.replaceChildren(
    h(
      'div',
      { class: 'page' },
      h(
        'div',
        { class: 'heading' },
        h('h1', { tabindex: '-1' }, t('nav.list')),
        h('a', { class: 'button primary with-icon', href: '#/compose' }, icon('plus'), t('nav.compose')),
      ),
      h(
        'nav',
        { class: 'tabs', 'aria-label': t('list.status') },
        STATUSES.map((status) =>
          h(
            'a',
            {
              href: address({ status }),
              'aria-current': status === filter.status ? 'true' : null,
              onclick: (/** @type {Event & {currentTarget: HTMLAnchorElement}} */ click) => {
                click.currentTarget.href = address({ status });
              },
            },
            t(status === '' ? 'status.ALL' : `status.${status}`),
          ),
        ),
      ),
      h(
        'div',
        { class: 'filters' },
        h('span', { class: 'search' }, icon('search'), search),
        categories(filter.category, (category) => (location.hash = address({ category }))),
        filter.audience !== '' &&
          h(
            'a',
            { class: 'chip removable', href: address({ audience: '' }) },
            t('list.for', { key: isKey(filter.audience) ? keyName(filter.audience) : filter.audience }),
            icon('close'),
          ),
      ),
      rows.element,
    ),
  );
  rows.load();
}

/**
 * @param {string} chosen
 * @param {(category: string) => void} onChoice
 */
function categories(chosen, onChoice) {
  const offered = new Set(['', ...CATEGORIES, chosen]);
  return h(
    'select',
    {
      'aria-label': t('field.category'),
      onchange: (/** @type {Event} */ change) =>
        onChoice(/** @type {HTMLSelectElement} */ (change.target).value),
    },
    [...offered].map((category) =>
      h(
        'option',
        { value: category, selected: category === chosen },
        category === '' ? t('list.any-category') : categoryName(category),
      ),
    ),
  );
}
