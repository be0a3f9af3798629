import { h } from './h.js';
import { chooseLanguage, language, t } from './words.js';

/** In their own words. @type {Record<string, string>} */
const NAMES = { en: 'English', ko: '한국어' };

/** Lets people choose the language; the page loads anew in it. */
export function languageChoice() {
  return h(
    'select',
    {
      class: 'language',
      'aria-label': t('language'),
      onchange: (/** @type {Event} */ change) => {
        chooseLanguage(/** @type {HTMLSelectElement} */ (change.target).value);
        location.reload();
      },
    },
    Object.entries(NAMES).map(([code, name]) =>
      h('option', { value: code, lang: code, selected: code === language }, name),
    ),
  );
}
