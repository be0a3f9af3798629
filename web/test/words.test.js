import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Window } from 'happy-dom';
import { curl, quoted } from '../src/page/curl.js';
import { IdempotencyKey } from '../src/page/idempotency-key.js';
import { Problem } from '../src/client/problem.js';
import { relative } from '../src/elements/relative-time.js';

test('times are told in words', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const told = (/** @type {string} */ then) => relative(Date.parse(then), now);
  assert.equal(told('2026-11-21T11:59:30Z'), 'just now');
  assert.equal(told('2026-11-21T12:00:05Z'), 'just now');
  assert.equal(told('2026-11-21T11:57:01Z'), '2 minutes ago');
  assert.equal(told('2026-11-21T09:00:00Z'), '3 hours ago');
  assert.equal(told('2026-11-20T11:00:00Z'), 'yesterday');
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
  const { document } = window;
  document.write(
    `<ol id="notices"></ol><p id="nothing"></p><template id="notice"><li><svg><use></use></svg>
     <span class="severity"></span><span class="category"></span><span class="new"></span>
     <b class="title"></b><i class="body"></i><p class="link"><a></a></p><time></time><code></code>
     </li></template>`,
  );
  Object.assign(globalThis, { document });
  const { NoticeList } = await import('../src/notice-list.js');
  const end = new AbortController();
  new NoticeList(end.signal).show(
    [
      {
        id: 'a',
        eventId: '7-1',
        revision: 1,
        category: 'notice',
        severity: 'CRITICAL',
        title: '<img src=x onerror=alert(1)>',
        body: '',
        link: 'javascript:alert(1)',
        publishedAt: '2026-11-21T10:00:00Z',
      },
    ],
    new Set(['a']),
  );
  assert.equal(document.querySelector('img'), null);
  assert.equal(document.querySelector('.title')?.textContent, '<img src=x onerror=alert(1)>');
  assert.equal(document.querySelector('a')?.getAttribute('href'), 'about:blank');
  assert.equal(document.querySelector('use')?.getAttribute('href'), '#icon-critical');
  end.abort();
  assert.equal(document.querySelectorAll('li').length, 0);
  await window.happyDOM.close();
});
