import english from '../locales/en.json' with { type: 'json' };
import { RelativeTime } from './relative-time.js';

/** A text, or one for each plural category; `0` goes before them. @typedef {string | Record<string, string>} Entry */

/** There is a file of them in `locales/`; English comes with this script. */
const LANGUAGES = new Set(['en', 'ko']);

/** @type {Map<string, Promise<Words>>} */
const loaded = new Map();

/** What the elements say in a language. */
export class Words {
  /**
   * @param {string} language
   * @param {Record<string, Entry>} entries
   */
  constructor(language, entries) {
    this.language = language;
    this.entries = entries;
    this.plurals = new Intl.PluralRules(language);
    this.times = new RelativeTime(language);
    this.numbers = new Intl.NumberFormat(language);
  }

  /**
   * @param {string} key
   * @param {number} [n] for the place `{n}`, and the plural
   */
  t(key, n = 0) {
    const entry = this.entries[key] ?? english[/** @type {'title'} */ (key)] ?? key;
    const text =
      typeof entry === 'string'
        ? entry
        : (entry[n] ?? entry[this.plurals.select(n)] ?? entry.other ?? key);
    return text.replace('{n}', this.numbers.format(n));
  }

  /** A category's name; its slug for one that nobody has named. @param {string} slug */
  category(slug) {
    const key = `category-${slug}`;
    return key in this.entries ? this.t(key) : slug.replaceAll('-', ' ');
  }

  /**
   * How long ago.
   *
   * @param {string} time
   * @param {number} now
   */
  ago(time, now) {
    return this.times.ago(Date.parse(time), now) || this.t('just-now');
  }

  /** The full date and time. @param {string} time */
  date(time) {
    return this.times.full(Date.parse(time));
  }
}

export const ENGLISH = new Words('en', english);

/**
 * Adds a language, or other words for one. What it lacks is said in English.
 *
 * @param {string} language such as `de`
 * @param {Record<string, Entry>} entries as in `locales/en.json`
 */
export function addLanguage(language, entries) {
  loaded.set(language, Promise.resolve(new Words(language, entries)));
}

/**
 * @param {string} tag such as `ko-KR`
 * @param {string} server
 */
export function wordsOf(tag, server) {
  const language = tag.toLowerCase().split('-')[0] ?? '';
  const known = loaded.get(language) ?? load(language, server);
  loaded.set(language, known);
  return known;
}

/**
 * @param {string} language
 * @param {string} server
 */
async function load(language, server) {
  if (language === 'en' || !LANGUAGES.has(language)) {
    return ENGLISH;
  }
  try {
    const response = await fetch(new URL(`locales/${language}.json`, server));
    return new Words(language, await response.json());
  } catch {
    loaded.delete(language);
    return ENGLISH;
  }
}
