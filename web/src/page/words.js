/** @typedef {string | Record<string, string>} Entry a text, or one for each plural category */

/** @type {Record<string, Entry>} */
let entries = {};

/** The language that is shown. */
export let language = 'en';

/**
 * Loads the words of the user's language, and marks the page with it.
 *
 * @param {URL} folder holds a file `<language>.json` for each
 * @param {string[]} offered the first stands in for those that are not
 */
export async function loadWords(folder, offered) {
  language = chosen(offered, [localStorage.getItem(KEY) ?? '', ...navigator.languages]);
  const response = await fetch(new URL(`${language}.json`, folder));
  useWords(language, await response.json());
  document.documentElement.lang = language;
}

const KEY = 'tidings.language';

/** Shows this language from the next load of a page on. @param {string} wanted */
export function chooseLanguage(wanted) {
  localStorage.setItem(KEY, wanted);
}

/**
 * @param {string[]} offered
 * @param {readonly string[]} wanted tags such as `ko-KR`, the dearest first
 * @returns {string}
 */
export function chosen(offered, wanted) {
  const codes = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return codes.find((code) => offered.includes(code)) ?? offered[0] ?? 'en';
}

/**
 * @param {string} of their language
 * @param {Record<string, Entry>} words
 */
export function useWords(of, words) {
  language = of;
  entries = words;
}

/**
 * The words for something.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values] for the places in braces; `count` decides on
 *     the plural
 */
export function t(key, values = {}) {
  const entry = entries[key] ?? key;
  const text = typeof entry === 'string' ? entry : plural(entry, Number(values.count));
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => shown(values[name] ?? ''));
}

/** Whether there are words of their own for something. @param {string} key */
export function known(key) {
  return key in entries;
}

/**
 * @param {Record<string, string>} forms
 * @param {number} count
 */
function plural(forms, count) {
  return forms[new Intl.PluralRules(language).select(count)] ?? forms.other ?? '';
}

/** @param {string | number} value */
function shown(value) {
  return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
}

/**
 * Fills in what stands in the page itself: `data-t` names an element's text, `data-t-label` its
 * label, `data-t-placeholder` its placeholder.
 *
 * @param {ParentNode} page
 */
export function translate(page) {
  for (const element of page.querySelectorAll('[data-t]')) {
    element.textContent = t(element.getAttribute('data-t') ?? '');
  }
  for (const element of page.querySelectorAll('[data-t-label]')) {
    element.setAttribute('aria-label', t(element.getAttribute('data-t-label') ?? ''));
  }
  for (const element of page.querySelectorAll('[data-t-placeholder]')) {
    element.setAttribute('placeholder', t(element.getAttribute('data-t-placeholder') ?? ''));
  }
}
