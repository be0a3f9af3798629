import assert from 'node:assert/strict';
import { test } from 'node:test';
import { untilNextLook } from '../src/admin/notice-watch.js';

/** @import {Notice} from '../src/admin/draft.js' */

const NOW = Date.parse('2026-11-22T12:00:00Z');

/** @param {Partial<Notice>} notice */
function next(notice) {
  return untilNextLook(/** @type {Notice} */ (notice), NOW);
}

test('a notice is looked at when something is about to happen to it, else now and then', () => {
  assert.equal(next({ status: 'PUBLISHED' }), 10_000);
  assert.equal(next({ status: 'SCHEDULED', publishAt: '2026-11-22T13:00:00Z' }), 10_000);
  assert.equal(next({ status: 'SCHEDULED', publishAt: '2026-11-22T12:00:03Z' }), 3_700);
  assert.equal(next({ status: 'PUBLISHED', expiresAt: '2026-11-22T12:00:05Z' }), 5_700);
  assert.equal(next({ status: 'SCHEDULED', publishAt: '2026-11-22T11:59:00Z' }), 1_000);
  assert.equal(next({ status: 'EXPIRED', expiresAt: '2026-11-22T11:59:00Z' }), 10_000);
});
