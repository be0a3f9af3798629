import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { ENGLISH, Words } from '../src/elements/words.js';

const SOURCE = new URL('../src/', import.meta.url);

/** @param {string} path */
const read = (path) => readFileSync(new URL(path, SOURCE), 'utf8');

/** @param {string} path @returns {Record<string, unknown>} */
const json = (path) => JSON.parse(read(path));

const elements = readdirSync(new URL('elements/', SOURCE))
  .map((name) => ({ name, text: read(`elements/${name}`) }));

for (const folder of ['locales', 'locales/settings']) {
  const languages = readdirSync(new URL(folder, SOURCE)).filter((name) => name.endsWith('.json'));

  test(`${folder}: every language has the same words`, () => {
    const english = Object.keys(json(`${folder}/en.json`));
    for (const language of languages) {
      assert.deepEqual(Object.keys(json(`${folder}/${language}`)), english, language);
    }
  });

  test(`${folder}: the languages are those that the script knows`, () => {
    const file = folder === 'locales' ? 'words.js' : 'settings-words.js';
    const [, known = ''] = /(?:new Set\(|OWN = )\[([^\]]*)\]/.exec(read(`elements/${file}`)) ?? [];
    const codes = known.split(', ').map((code) => `${code.replaceAll("'", '')}.json`);
    assert.deepEqual(codes.sort(), languages.sort());
  });
}

test('the words that the elements ask for are there, and no others', () => {
  const offered = { ...json('locales/en.json'), ...json('locales/settings/en.json') };
  const all = elements.map(({ text }) => text).join('\n');
  const asked = new Set([
    ...[...all.matchAll(/\bt\('([A-Za-z-]+)'/g)].map(([, key]) => key ?? ''),
    ...[...all.matchAll(/#(?:group|switch)\(\s*'([a-z-]+)'(?:,\s*'([a-z-]+)')?/g)].flatMap(([, ...keys]) => keys),
    ...[...all.matchAll(/(?:tool|action)\('([a-z-]+)'/g)].map(([, key]) => key ?? ''),
    ...['INFO', 'WARNING', 'CRITICAL', 'read', 'unread', 'archive', 'unarchive'],
    ...['status-all', 'status-unread', 'status-archived', 'signed-out', 'signed-out-hint', 'failed'],
    ...['empty-all', 'empty-all-hint', 'empty-unread', 'empty-archived'],
    ...['notice', 'urgent', 'maintenance', 'event', 'complaint', 'billing'].map((slug) => `category-${slug}`),
  ]);
  asked.delete(/** @type {any} */ (undefined));
  asked.delete('');
  assert.deepEqual([...asked].sort(), Object.keys(offered).sort());
});

test('numbers and plurals follow the language', () => {
  assert.equal(ENGLISH.t('bell', 0), 'Notifications');
  assert.equal(ENGLISH.t('bell', 1), 'Notifications, 1 unread');
  assert.equal(ENGLISH.t('summary', 1), '1 new notification');
  assert.equal(ENGLISH.t('summary', 1_200), '1,200 new notifications');
  const korean = new Words('ko', /** @type {any} */ (json('locales/ko.json')));
  assert.equal(korean.t('bell', 3), '알림, 읽지 않음 3');
  assert.equal(korean.category('maintenance'), '점검');
  assert.equal(korean.category('lost-and-found'), 'lost and found');
});

test('the name of the bell says what its badge shows, as a word of its own', () => {
  for (const language of ['en', 'ko']) {
    const words = new Words(language, /** @type {any} */ (json(`locales/${language}.json`)));
    assert.ok(words.t('bell', 3).split(' ').includes('3'), language);
    assert.ok(words.t('bell-capped').split(' ').includes('99+'), language);
  }
});

test('what a language lacks is said in English', () => {
  const german = new Words('de', { title: 'Mitteilungen' });
  assert.equal(german.t('title'), 'Mitteilungen');
  assert.equal(german.t('retry'), 'Try again');
});

test('no element makes markup or scripts of text', () => {
  const forbidden = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\('(?:style|on)/;
  const files = ['elements', 'client'].flatMap((folder) =>
    readdirSync(new URL(folder, SOURCE)).map((name) => `${folder}/${name}`),
  );
  assert.deepEqual(files.filter((file) => forbidden.test(read(file))), []);
});
