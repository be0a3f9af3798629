import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { categoryName, severityIcon } from './labels.js';

/** @import {Draft} from './draft.js' */

/** Shows a draft as its readers will see it. */
export class Preview {
  #surface = h('div', { class: 'surface' });

  constructor() {
    this.element = h(
      'section',
      { class: 'preview', 'aria-label': t('preview.title') },
      h('h2', {}, t('preview.title')),
      this.#surface,
    );
  }

  /** @param {Draft} draft */
  show(draft) {
    this.#surface.replaceChildren(
      h(
        'article',
        { class: 'sample' },
        severityIcon(draft.severity),
        h('p', { class: 'meta' }, categoryName(draft.category)),
        h('h3', { dir: 'auto' }, draft.title || t('preview.no-title')),
        h('p', { dir: 'auto' }, draft.body),
      ),
    );
  }
}
