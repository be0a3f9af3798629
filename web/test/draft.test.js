import assert from 'node:assert/strict';
import { test } from 'node:test';
import { covering, isKey, keysIn } from '../src/admin/audience.js';
import { changesOf, rebased } from '../src/admin/conflict.js';
import { draftOf, emptyDraft, patchOf, problemsOf, requestOf } from '../src/admin/draft.js';

/** @import {Draft, Notice} from '../src/admin/draft.js' */

const NOW = Date.parse('2026-11-21T12:00:00Z');

/** @type {Notice} */
const NOTICE = {
  id: 'a',
  audience: ['group:500'],
  category: 'maintenance',
  severity: 'WARNING',
  title: 'Water is off',
  body: 'From 12 to 14.',
  link: '/notices/42',
  data: { ticket: 42 },
  expiresAt: '2026-11-22T10:30:15Z',
  createdAt: '2026-11-21T10:00:00Z',
  createdBy: 'admin',
  revision: 3,
  status: 'PUBLISHED',
};

/** @param {Partial<Draft>} changes @returns {Draft} */
function draft(changes) {
  return { ...emptyDraft(), audience: ['all'], title: 'Water', ...changes };
}

/** @param {Partial<Draft>} changes */
function wrong(changes) {
  return [...problemsOf(draft(changes), NOW).keys()];
}

test('ids are read from whatever is pasted, each once', () => {
  assert.deepEqual(keysIn(' 500, 501;\n502\t500 ', 'group'), ['group:500', 'group:501', 'group:502']);
  assert.deepEqual(keysIn('alice user:bob group:7 all', 'user'), [
    'user:alice',
    'user:bob',
    'group:7',
    'all',
  ]);
  assert.deepEqual(keysIn(' ,; ', 'user'), []);
});

test('a key is what the server takes for one', () => {
  for (const key of ['all', 'group:500', 'user:a.b_c@d-e', `user:${'x'.repeat(100)}`]) {
    assert.ok(isKey(key), key);
  }
  for (const key of ['', 'everybody', 'group:', 'user:a b', 'user:ä', `user:${'x'.repeat(101)}`]) {
    assert.ok(!isKey(key), key);
  }
});

test('an audience covers a user by everybody, by name and by group', () => {
  assert.deepEqual(covering(['group:500', 'user:bob'], 'alice', ['500']), ['group:500']);
  assert.deepEqual(covering(['all', 'user:alice'], 'alice', []), ['all', 'user:alice']);
  assert.deepEqual(covering(['group:600'], 'alice', ['500']), []);
});

test('what is left at nothing is not sent', () => {
  assert.deepEqual(requestOf(draft({})), {
    audience: ['all'],
    category: 'notice',
    severity: 'INFO',
    title: 'Water',
  });
  const full = requestOf(draft({ body: 'b', link: '/x', data: ' {"a": 1} ' }));
  assert.deepEqual([full.body, full.link, full.data], ['b', '/x', { a: 1 }]);
  const at = requestOf(draft({ expiresAt: '2026-12-01T10:00' })).expiresAt;
  assert.equal(at, new Date(2026, 11, 1, 10).toISOString());
});

test('the limits are those of the server', () => {
  assert.deepEqual(wrong({}), []);
  assert.deepEqual(wrong({ audience: [] }), ['audience']);
  assert.deepEqual(wrong({ audience: Array.from({ length: 1_001 }, (_, i) => `user:${i}`) }), [
    'audience',
  ]);
  assert.deepEqual(wrong({ title: ' \n' }), ['title']);
  assert.deepEqual(wrong({ title: '🚰'.repeat(200) }), []);
  assert.deepEqual(wrong({ title: '🚰'.repeat(201) }), ['title']);
  assert.deepEqual(wrong({ body: 'x'.repeat(10_001) }), ['body']);
  assert.deepEqual(wrong({ category: 'Water!' }), ['category']);
  assert.deepEqual(wrong({ data: '[1]' }), ['data']);
  assert.deepEqual(wrong({ data: '{"a":' }), ['data']);
  assert.deepEqual(wrong({ data: JSON.stringify({ a: 'ä'.repeat(2_048) }) }), ['data']);
});

test('links lead to the web or into the own site, and nowhere else', () => {
  for (const link of ['https://example.org/a?b#c', 'http://x', '/notices/42', '/']) {
    assert.deepEqual(wrong({ link }), [], link);
  }
  for (const link of ['javascript:alert(1)', '//evil.example', '/\\evil', 'notices', 'https://a b']) {
    assert.deepEqual(wrong({ link }), ['link'], link);
  }
});

test('times are in the future, and the expiry after the publication', () => {
  const at = (/** @type {number} */ hours) => {
    const time = new Date(NOW + hours * 3_600_000);
    return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  assert.deepEqual(wrong({ expiresAt: at(-1) }), ['expiresAt']);
  assert.deepEqual(wrong({ expiresAt: at(1) }), []);
  assert.deepEqual(wrong({ publishAt: at(2), expiresAt: at(1) }), ['expiresAt']);
  assert.deepEqual(wrong({ publishAt: at(2), expiresAt: at(3) }), []);
  assert.deepEqual(wrong({ publishAt: at(-1) }), ['publishAt']);
});

test('a change sends what differs, and null for what is taken away', () => {
  const before = draftOf(NOTICE);
  assert.deepEqual(patchOf(before, before), {});
  assert.deepEqual(patchOf(before, { ...before, title: 'Water is back', link: '', body: '' }), {
    title: 'Water is back',
    link: null,
    body: '',
  });
  assert.deepEqual(patchOf(before, { ...before, expiresAt: '', data: '' }), {
    expiresAt: null,
    data: null,
  });
});

test('data is changed field by field, as a merge patch does', () => {
  const before = { ...draftOf(NOTICE), data: '{"a": 1, "b": {"c": 2, "d": [1]}, "e": 3}' };
  const after = { ...before, data: '{"a": 1, "b": {"d": [1, 2]}, "f": null}' };
  assert.deepEqual(patchOf(before, after), { data: { b: { c: null, d: [1, 2] }, e: null, f: null } });
});

test('a conflict tells what somebody else changed, and keeps what was edited here', () => {
  const current = { ...NOTICE, title: 'Water is off today', severity: /** @type {const} */ ('CRITICAL') };
  const mine = { ...draftOf(NOTICE), title: 'No water', body: 'From 12 to 15.' };
  assert.deepEqual(changesOf(NOTICE, current, mine), [
    { field: 'title', before: 'Water is off', now: 'Water is off today', mine: 'No water' },
    { field: 'severity', before: 'WARNING', now: 'CRITICAL', mine: null },
  ]);
  const next = rebased(NOTICE, current, mine);
  assert.deepEqual([next.title, next.body, next.severity], ['No water', 'From 12 to 15.', 'CRITICAL']);
});
