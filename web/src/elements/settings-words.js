/** @import {Words} from './words.js' */

const OWN = ['en', 'ko'];

/**
 * The words of the settings, beside those of the elements.
 *
 * @param {Words} words
 * @returns {Promise<Words>}
 */
export async function settingsWords(words) {
  if ('alerts' in words.entries) {
    return words;
  }
  const language = OWN.includes(words.language) ? words.language : 'en';
  const file = new URL(`../locales/settings/${language}.json`, import.meta.url);
  const entries = await (await fetch(file)).json();
  const Made = /** @type {typeof Words} */ (words.constructor);
  return new Made(words.language, { ...words.entries, ...entries });
}
