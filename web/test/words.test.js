import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Window } from 'happy-dom';
import { curl, quoted } from '../src/page/curl.js';
import { IdempotencyKey } from '../src/page/idempotency-key.js';
import { Problem } from '../src/client/problem.js';
import { RelativeTime } from '../src/elements/relative-time.js';

test('times are told in words, and after a week by their date', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const told = (/** @type {string} */ then, language = 'en') =>
    new RelativeTime(language).ago(Date.parse(then), now);
  assert.equal(told('2026-11-21T11:59:30Z'), '');
  assert.equal(told('2026-11-21T12:00:05Z'), '');
  assert.equal(told('2026-11-21T11:57:01Z'), '2 minutes ago');
  assert.equal(told('2026-11-21T09:00:00Z'), '3 hours ago');
  assert.equal(told('2026-11-20T11:00:00Z'), 'yesterday');
  assert.equal(told('2026-11-20T11:00:00Z', 'ko'), '어제');
  assert.equal(told('2026-10-12T11:00:00Z'), 'Oct 12');
});

test('the shell gets every text as one word', () => {
  assert.equal(quoted(`it's $(rm)`), `'it'\\''s $(rm)'`);
  assert.equal(
    curl('POST', 'http://x/n', { token: 't', body: { title: "Don't" } }),
    [
      `curl -i 'http://x/n'`,
      `-H 'Authorization: Bearer t'`,
      `-H 'Content-Type: application/json'`,
      `-d '{"title":"Don'\\''t"}'`,
    ].join(' \\\n  '),
  );
});

test('the same content keeps its key until it was answered', () => {
  const key = new IdempotencyKey();
  const first = key.of({ title: 'a' });
  assert.equal(key.of({ title: 'a' }), first);
  assert.notEqual(key.of({ title: 'b' }), first);
  const second = key.of({ title: 'a' });
  key.spend();
  assert.notEqual(key.of({ title: 'a' }), second);
});

test('a problem is what the server says, or at least its status', async () => {
  const said = await Problem.of(
    new Response('{"detail":"title is too long","field":"title","limit":"200"}', { status: 400 }),
  );
  assert.deepEqual([said.message, said.field, said.passing], ['title is too long', 'title', false]);
  const proxy = await Problem.of(
    new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'Retry-After': '3' } }),
  );
  assert.equal(proxy.message, 'The server answered 502.');
  assert.equal(proxy.retryAfter, 3_000);
  assert.equal(proxy.passing, true);
});

test('a notice is shown as text, and its link only when it leads to the web', async () => {
  const window = new Window({ url: 'http://127.0.0.1/' });
  const { document, location, Node } = window;
  Object.assign(globalThis, { document, location, Node });
  const { noticeRow } = await import('../src/elements/notice-row.js');
  const { ENGLISH } = await import('../src/elements/words.js');
  const notice = {
    id: 'a',
    eventId: '7-1',
    revision: 1,
    category: 'notice',
    severity: /** @type {const} */ ('CRITICAL'),
    title: '<img src=x onerror=alert(1)>',
    body: '<b>bold</b>',
    publishedAt: '2026-11-21T10:00:00Z',
  };
  const shown = (/** @type {string} */ link) => noticeRow({ ...notice, link }, ENGLISH, () => {});
  const row = shown('javascript:alert(1)');
  assert.equal(row.querySelector('img, b'), null);
  assert.match(row.querySelector('.title')?.textContent ?? '', /<img src=x onerror=alert\(1\)>/);
  assert.equal(row.querySelector('.body')?.textContent, '<b>bold</b>');
  assert.equal(row.querySelector('a'), null);
  assert.equal(shown('//evil.example/').querySelector('a'), null);
  assert.equal(shown('/notices/42').querySelector('a')?.href, 'http://127.0.0.1/notices/42');
  await window.happyDOM.close();
});
