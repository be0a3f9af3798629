import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from '../src/client/event-id.js';
import { Notices, hasExpired } from '../src/client/notices.js';
import { notice } from './world.js';

/** @param {Notices} notices */
const ids = (notices) => notices.all.map(({ id }) => id);

test('positions go by number', () => {
  assert.ok(compare('7-10', '7-9') > 0);
  assert.ok(compare('8-1', '7-9') > 0);
  assert.equal(compare('7-9', '7-9'), 0);
});

test('the newest is first, whatever the order in which they come', () => {
  const notices = new Notices();
  notices.put(notice('b', '7-9'));
  notices.put(notice('c', '7-10'));
  notices.put(notice('a', '7-1'));
  assert.deepEqual(ids(notices), ['c', 'b', 'a']);
});

test('what comes twice is one notice', () => {
  const notices = new Notices();
  assert.equal(notices.put(notice('a', '7-1')), true);
  assert.equal(notices.put(notice('a', '7-1')), false);
  assert.deepEqual(ids(notices), ['a']);
});

test('the highest revision stays', () => {
  const notices = new Notices();
  notices.put(notice('a', '7-1', { revision: 2, title: 'new' }));
  assert.equal(notices.put(notice('a', '7-1', { revision: 1, title: 'old' })), false);
  assert.equal(notices.all[0]?.title, 'new');
});

test('what was retracted does not come back', () => {
  const notices = new Notices();
  notices.put(notice('a', '7-1'));
  assert.equal(notices.retract({ id: 'a', revision: 2 }), true);
  assert.equal(notices.put(notice('a', '7-1')), false);
  assert.deepEqual(ids(notices), []);
});

test('a retraction that is late takes nothing newer away', () => {
  const notices = new Notices();
  notices.put(notice('a', '7-1', { revision: 3 }));
  assert.equal(notices.retract({ id: 'a', revision: 2 }), false);
  assert.deepEqual(ids(notices), ['a']);
});

test('what has expired is known by the given clock', () => {
  const ends = notice('a', '7-1', { expiresAt: '2026-11-21T11:00:00Z' });
  assert.equal(hasExpired(ends, Date.parse('2026-11-21T10:59:59Z')), false);
  assert.equal(hasExpired(ends, Date.parse('2026-11-21T11:00:00Z')), true);
  assert.equal(hasExpired(notice('b', '7-2'), Date.now()), false);
});
