import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inFull, relative, toInstant, toLocal } from '../src/admin/local-time.js';
import { added, ceiling, joined, steady, steps, ticks } from '../src/admin/plot.js';
import { hashOf, routeOf } from '../src/admin/route.js';

test('every view has an address', () => {
  const view = (/** @type {string} */ hash) => {
    const route = routeOf(hash);
    return [route.view, route.id, route.params.toString()].filter((it) => it !== '').join(' ');
  };
  assert.equal(view(''), 'list');
  assert.equal(view('#/?status=SCHEDULED&q=water'), 'list status=SCHEDULED&q=water');
  assert.equal(view('#/compose?from=0199'), 'compose from=0199');
  assert.equal(view('#/notices/0199'), 'notice 0199');
  assert.equal(view('#/notices/0199/edit'), 'edit 0199');
  assert.equal(view('#/audit?actor=alice'), 'audit actor=alice');
  assert.equal(view('#/notices/0199/burn'), 'unknown');
  assert.equal(view('#/elsewhere'), 'unknown');
  assert.equal(view('#/notices/%E0%A4%A'), 'notice %E0%A4%A');
  assert.equal(hashOf('', { status: '', q: 'a b' }), '#/?q=a+b');
  assert.equal(hashOf('compose'), '#/compose');
});

test('a local time is the same instant when it comes back', () => {
  assert.equal(toLocal(undefined), '');
  assert.equal(toInstant(''), undefined);
  assert.equal(toInstant('nonsense'), undefined);
  const instant = '2026-07-01T10:30:00.000Z';
  assert.equal(toInstant(toLocal(instant)), instant);
});

test('times are told in the language of the page', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  assert.equal(relative('2026-11-21T11:59:58Z', 'en', now), 'now');
  assert.equal(relative('2026-11-21T11:57:00Z', 'en', now), '3 minutes ago');
  assert.equal(relative('2026-11-22T12:00:00Z', 'en', now), 'tomorrow');
  assert.equal(relative('2026-11-21T11:57:00Z', 'ko', now), '3분 전');
  assert.match(inFull('2026-11-21T12:00:00Z', 'en', 'Asia/Seoul'), /Sat, Nov 21, 2026.*9:00.PM GMT\+9/);
});

test('samples that say nothing new only move the end on', () => {
  const at = (/** @type {number} */ time, reached = 5) => ({ at: time, reached, read: 1, archived: 0 });
  let samples = added([], at(1));
  samples = added(samples, at(2));
  samples = added(samples, at(3));
  assert.deepEqual(samples.map((it) => it.at), [1, 3]);
  samples = added(samples, at(4, 6));
  assert.deepEqual(samples.map((it) => it.at), [1, 3, 4]);
});

test('however long it takes, samples stay few, and the first one stays', () => {
  /** @type {import('../src/admin/plot.js').Sample[]} */
  let samples = [];
  for (let i = 0; i < 5_000; i++) {
    samples = added(samples, { at: i, reached: i, read: 0, archived: 0 });
  }
  assert.ok(samples.length <= 240);
  assert.equal(samples[0]?.at, 0);
  assert.equal(samples.at(-1)?.at, 4_999);
});

test('what the server kept comes before what was seen here', () => {
  const kept = [
    { at: '2026-11-21T12:00:00Z', onlineReached: 3, read: 1, archived: 0 },
    { at: '2026-11-21T12:05:00Z', onlineReached: 9, read: 2, archived: 0 },
  ];
  const began = Date.parse('2026-11-21T11:59:50Z');
  const seen = [{ at: Date.parse('2026-11-21T12:04:00Z'), reached: 8, read: 2, archived: 0 }];
  const all = joined(kept, seen, began);
  assert.deepEqual(all.map(({ reached }) => reached), [3, 8]);
  // Its numbers are those of the end of the minute.
  assert.equal(all[0]?.at, Date.parse('2026-11-21T12:01:00Z'));
  assert.deepEqual(joined(kept, [{ reached: 1, read: 0, archived: 0, at: Date.parse('2026-11-21T12:00:30Z') }], began).length, 1);
  assert.deepEqual(joined([], seen, began), seen);
});

test('an axis ends at a round number', () => {
  assert.deepEqual([0, 3, 5, 11, 37, 41, 799, 801].map(ceiling), [4, 4, 5, 20, 40, 50, 800, 1_000]);
  assert.deepEqual(ticks(60_000), [0, 15_000, 30_000, 45_000, 60_000]);
  assert.ok(ticks(400 * 86_400_000).length <= 8);
  assert.deepEqual(ticks(60_000, 260), [0, 30_000, 60_000]);
});

test('a count stays what it was until the next one is known', () => {
  assert.equal(steps([[0, 10], [5, 4], [9.333, 4]]), 'M0 10H5V4H9.3V4');
});

test('a table tells what changed, the last change in any case', () => {
  const counts = [0, 1, 1, 1, 2, 3, 3];
  const samples = counts.map((read, at) => ({ at, reached: 3, read, archived: 0 }));
  assert.deepEqual(steady(samples, 12).map(({ at }) => at), [0, 1, 4, 5]);
  assert.deepEqual(steady(samples, 2).map(({ at }) => at), [1, 5]);
  assert.deepEqual(steady([], 2), []);
});
