import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { chosen, t, useWords } from '../src/page/words.js';

const FOLDERS = ['admin', 'demo'];

/** @param {string} folder @param {string} language @returns {Record<string, any>} */
function words(folder, language) {
  return JSON.parse(readFileSync(new URL(`../src/${folder}/locales/${language}.json`, import.meta.url), 'utf8'));
}

/** The places in braces. @param {unknown} entry */
function places(entry) {
  const texts = typeof entry === 'string' ? [entry] : Object.values(/** @type {object} */ (entry));
  return new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)));
}

for (const folder of FOLDERS) {
  test(`${folder}: every language has the same words, with the same places`, () => {
    const english = words(folder, 'en');
    const korean = words(folder, 'ko');
    assert.deepEqual(Object.keys(korean), Object.keys(english));
    for (const [key, entry] of Object.entries(english)) {
      assert.deepEqual([...places(korean[key])].sort(), [...places(entry)].sort(), key);
    }
  });

  test(`${folder}: the words that the page asks for are there`, () => {
    const english = words(folder, 'en');
    const source = sources(folder);
    const asked = [
      ...source.matchAll(/(?<![\w.])t\(\s*'([^']+)'/g),
      ...source.matchAll(/data-t(?:-label|-placeholder)?="([^"]+)"/g),
      ...source.matchAll(/key: '([^']+)'/g),
    ].map(([, key]) => key ?? '');
    assert.ok(asked.length > 10);
    assert.deepEqual(asked.filter((key) => !(key in english)), []);
  });
}

/** The folder's own scripts and pages, and what they use of the common ones. @param {string} folder */
function sources(folder) {
  const place = new URL(`../src/${folder}/`, import.meta.url);
  const own = readdirSync(place)
    .filter((name) => /\.(js|html)$/.test(name))
    .map((name) => readFileSync(new URL(name, place), 'utf8'))
    .join('\n');
  const common = new Set([...own.matchAll(/'\.\.\/page\/([\w-]+\.js)'/g)].map(([, name]) => name));
  return [...common]
    .map((name) => readFileSync(new URL(`../src/page/${name}`, import.meta.url), 'utf8'))
    .concat(own)
    .join('\n');
}

test('the dearest language that is offered is chosen, else the first', () => {
  assert.equal(chosen(['en', 'ko'], ['de-DE', 'ko-KR', 'en']), 'ko');
  assert.equal(chosen(['en', 'ko'], ['de']), 'en');
  assert.equal(chosen(['en', 'ko'], ['', 'KO']), 'ko');
});

test('numbers and plurals follow the language', () => {
  useWords('en', { n: { one: '{count} notice', other: '{count} notices' }, plain: 'for {key}' });
  assert.equal(t('n', { count: 1 }), '1 notice');
  assert.equal(t('n', { count: 1_200 }), '1,200 notices');
  assert.equal(t('plain', { key: 'group 500' }), 'for group 500');
  assert.equal(t('not.there'), 'not.there');
});
