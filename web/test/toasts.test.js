import assert from 'node:assert/strict';
import { test } from 'node:test';
import { target } from '../src/elements/open-notice.js';
import { isQuiet } from '../src/elements/quiet-hours.js';
import { ToastQueue } from '../src/elements/toast-queue.js';
import { notice } from './world.js';

/** @param {ToastQueue} queue */
const shown = (queue) => queue.toasts.map(({ key, count }) => (count > 1 ? `${key} ${count}` : key));

test('each has its five seconds, newest first; what is critical stays', () => {
  const queue = new ToastQueue();
  queue.add(notice('a', '7-1'), 0);
  queue.pass(3_000);
  queue.add(notice('b', '7-2', { severity: 'CRITICAL' }), 3_000);
  queue.add(notice('c', '7-3'), 3_000);
  assert.deepEqual(shown(queue), ['c', 'b', 'a']);
  queue.pass(2_000);
  assert.deepEqual(shown(queue), ['c', 'b']);
  queue.pass(600_000);
  assert.deepEqual(shown(queue), ['b']);
});

test('a burst is one summary, and what is critical stays itself', () => {
  const queue = new ToastQueue();
  queue.add(notice('x', '7-1', { severity: 'CRITICAL' }), 0);
  for (let i = 0; i < 200; i++) {
    queue.add(notice(`n${i}`, `7-${i + 2}`), i * 5);
  }
  assert.deepEqual(shown(queue), ['summary 200', 'x']);
  queue.pass(5_000);
  queue.add(notice('later', '7-300'), 60_000);
  assert.deepEqual(shown(queue), ['later', 'x']);
});

test('what was missed together is one summary, and one alone is itself', () => {
  const queue = new ToastQueue();
  queue.add(notice('a', '7-1'), 0, true);
  assert.deepEqual(shown(queue), ['a']);
  queue.add(notice('b', '7-2'), 0, true);
  assert.deepEqual(shown(queue), ['summary 2']);
});

test('the same notice is one toast, in its newest words', () => {
  const queue = new ToastQueue();
  queue.add(notice('a', '7-1'), 0);
  queue.update(notice('a', '7-1', { title: 'mended' }));
  assert.equal(queue.toasts[0]?.notice?.title, 'mended');
  queue.add(notice('a', '7-2'), 1_000);
  assert.deepEqual(shown(queue), ['a']);
});

test('quiet hours go by their own time zone, and over midnight', () => {
  const preferences = {
    mutedCategories: [],
    quietHours: { from: '22:00', to: '07:00', zone: 'Asia/Seoul' },
  };
  const at = (/** @type {string} */ time) => isQuiet(preferences, Date.parse(time));
  assert.equal(at('2026-11-21T12:59:00Z'), false);
  assert.equal(at('2026-11-21T13:00:00Z'), true);
  assert.equal(at('2026-11-21T21:59:00Z'), true);
  assert.equal(at('2026-11-21T22:00:00Z'), false);
  const siesta = { ...preferences, quietHours: { from: '13:00', to: '15:00', zone: 'UTC' } };
  assert.equal(isQuiet(siesta, Date.parse('2026-11-21T14:00:00Z')), true);
  assert.equal(isQuiet(siesta, Date.parse('2026-11-21T15:00:00Z')), false);
  assert.equal(isQuiet({ mutedCategories: [] }, 0), false);
});

test('a link leads to the web or to the own server, and nowhere else', () => {
  Object.assign(globalThis, { location: new URL('https://host.example/a/b') });
  const leads = (/** @type {string | undefined} */ link) => target(notice('a', '7-1', { link }));
  assert.equal(leads('/bills/10?x=1#y'), 'https://host.example/bills/10?x=1#y');
  assert.equal(leads('https://example.com/x'), 'https://example.com/x');
  assert.equal(leads('HTTP://example.com'), 'http://example.com/');
  for (const link of [
    undefined,
    '',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'https:evil',
    'data:text/html,x',
    'bills/10',
    'http://',
  ]) {
    assert.equal(leads(link), null, String(link));
  }
});
