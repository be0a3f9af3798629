import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { TidingsClient } from '../src/tidings-client.js';
import { changes, client, line, lines, notice, open, pass, world } from './world.js';

/** @import {Server} from './world.js' */

/** @type {Server} */
let server;

beforeEach(() => {
  server = world();
});

test('asks who is there, how many are unread, and connects', async () => {
  server.counts = { unread: 3, capped: false };
  const tidings = await client(server);
  assert.equal(tidings.user, 'alice');
  assert.deepEqual(tidings.counts, { unread: 3, capped: false });
  assert.equal(tidings.connection.phase, 'live');
  assert.deepEqual(lines.map(({ url }) => url.href), ['https://tidings.example/api/v1/me/stream?']);
});

test('counts what comes after the server has counted, once', async () => {
  server.head = '7-5';
  server.counts = { unread: 1, capped: false };
  const tidings = await client(server, '7-4');
  const heard = changes(tidings);
  line().publish(notice('a', '7-5')); // counted by the server already
  line().publish(notice('b', '7-6'));
  line().publish(notice('b', '7-6'));
  assert.equal(tidings.counts.unread, 2);
  assert.deepEqual(heard.map(({ notice: { id } }) => id), ['a', 'b']);
});

test('counts again when something came between the count and the beginning of the stream', async () => {
  const tidings = new TidingsClient({ server: 'https://tidings.example/' });
  tidings.connect();
  await pass();
  server.head = '7-9';
  server.counts = { unread: 4, capped: false };
  line().serve('7-9');
  await pass();
  assert.equal(server.count('GET', 'me/counts'), 2);
  assert.equal(tidings.counts.unread, 4);
});

test('tells news from what is replayed or corrected', async () => {
  const tidings = await client(server);
  const heard = changes(tidings);
  line().publish(notice('a', '7-1'));
  line().send('notice-updated', notice('a', '7-1', { revision: 2, title: 'typo mended' }), '7-2');
  line().send('notice-updated', notice('a', '7-3', { revision: 3 }), '7-3');
  assert.deepEqual(
    heard.map(({ type, isNews, wasMissed }) => [type, isNews, wasMissed]),
    [
      ['published', true, false],
      ['updated', false, false],
      ['updated', true, false],
    ],
  );
});

test('what is retracted is gone for good, and not counted', async () => {
  const tidings = await client(server);
  const heard = changes(tidings);
  line().publish(notice('a', '7-1'));
  line().send('notice-retracted', { id: 'a', eventId: '7-1', revision: 2 }, '7-2');
  line().send('notice-updated', notice('a', '7-1', { revision: 3 }), '7-3');
  assert.equal(tidings.notice('a'), undefined);
  assert.equal(tidings.counts.unread, 0);
  assert.deepEqual(heard.map(({ type }) => type), ['published', 'retracted']);
});

test("drops a notice at its end by the server's clock", async () => {
  const tidings = new TidingsClient({ server: 'https://tidings.example/' });
  tidings.connect();
  await pass();
  const here = Date.now();
  const time = new Date(here + 60_000).toISOString();
  line().send('ready', { user: 'alice', time }, '7-0');
  line().send('cursor', {}, '7-0');
  await pass();
  line().publish(notice('a', '7-1', { expiresAt: new Date(here + 70_000).toISOString() }));
  line().publish(notice('b', '7-2', { expiresAt: new Date(here + 50_000).toISOString() }));
  assert.equal(tidings.notice('b'), undefined);
  assert.equal(tidings.counts.unread, 1);
  await pass(9_000);
  assert.equal(tidings.counts.unread, 1);
  await pass(1_100);
  assert.equal(tidings.notice('a'), undefined);
  assert.equal(tidings.counts.unread, 0);
});

test('neither counts nor announces muted categories, except what is critical', async () => {
  server.preferences = { mutedCategories: ['event'] };
  const tidings = await client(server);
  const heard = changes(tidings);
  line().publish(notice('a', '7-1', { category: 'event' }));
  line().publish(notice('b', '7-2', { category: 'event', severity: 'CRITICAL' }));
  assert.deepEqual(heard.map(({ isNews }) => isNews), [false, true]);
  assert.equal(tidings.counts.unread, 1);
  assert.equal(tidings.notice('a')?.muted, true);
});

test('knows what is muted before it announces what was missed', async () => {
  server.preferences = { mutedCategories: ['event'] };
  const tidings = new TidingsClient({ server: 'https://tidings.example/' });
  const heard = changes(tidings);
  /** @type {(value: unknown) => void} */
  let answer = () => {};
  const { fetch } = globalThis;
  globalThis.fetch = async (...call) => {
    if (String(call[0]).endsWith('preferences')) {
      await new Promise((resolve) => (answer = resolve));
    }
    return fetch(...call);
  };
  tidings.connect();
  await pass();
  line().send('ready', { user: 'alice' }, '7-0');
  line().publish(notice('a', '7-1', { category: 'event' }));
  line().publish(notice('b', '7-2'));
  line().send('cursor', {}, '7-2');
  await pass();
  assert.deepEqual(heard, []);
  answer(null);
  await pass();
  assert.deepEqual(heard.map(({ notice: { id }, isNews }) => [id, isNews]), [
    ['a', false],
    ['b', true],
  ]);
  assert.equal(tidings.connection.phase, 'live');
});

test('does not announce what was read elsewhere meanwhile', async () => {
  const tidings = await client(server);
  const heard = changes(tidings);
  server.notices = [notice('a', '7-1', { read: true, muted: false })];
  tidings.list();
  await pass();
  line().publish(notice('a', '7-1'));
  assert.deepEqual(heard, []);
});

test('goes on exactly where it was after it was told to leave and to come back', async () => {
  const tidings = await client(server);
  line().publish(notice('a', '7-1'));
  tidings.disconnect();
  const heard = changes(tidings);
  tidings.connect();
  await pass();
  assert.equal(open().length, 1);
  assert.equal(line().url.searchParams.get('lastEventId'), '7-1');
  line().send('ready', { user: 'alice' }, '7-1');
  line().publish(notice('b', '7-2'));
  line().send('cursor', {}, '7-2');
  assert.deepEqual(heard.map(({ notice: { id }, wasMissed }) => [id, wasMissed]), [['b', true]]);
});

test('comes back where it was, and then counts and lists anew within three seconds', async () => {
  const tidings = await client(server);
  const list = tidings.list();
  const heard = changes(tidings);
  line().publish(notice('a', '7-1'));
  await pass();
  line().cut();
  assert.equal(tidings.connection.phase, 'waiting');
  await pass(2_000);
  assert.equal(line().url.searchParams.get('lastEventId'), '7-1');
  server.asked = [];
  server.head = '7-2';
  server.notices = [notice('b', '7-2'), notice('a', '7-1', { read: true })];
  server.counts = { unread: 1, capped: false };
  line().send('ready', { user: 'alice' }, '7-1');
  line().publish(notice('b', '7-2'));
  line().send('cursor', {}, '7-2');
  assert.deepEqual(heard.map(({ wasMissed }) => wasMissed), [false, true]);
  await pass(3_000);
  assert.equal(server.count('GET', 'me/counts'), 1);
  assert.equal(server.count('GET', 'me/notices'), 1);
  assert.equal(tidings.counts.unread, 1);
  assert.deepEqual(list?.items.map(({ id, read }) => [id, read]), [['b', false], ['a', true]]);
});

test('goes on after a reload where the page before was', async () => {
  const first = await client(server);
  line().publish(notice('a', '7-1'));
  line().send('cursor', {}, '7-3');
  first.disconnect();
  const second = new TidingsClient({ server: 'https://tidings.example/' });
  second.connect();
  await pass();
  assert.equal(line().url.searchParams.get('lastEventId'), '7-3');
});

test('shows nothing to anybody when nobody is logged in', async () => {
  server.refuses.set('GET session', 401);
  const tidings = new TidingsClient({ server: 'https://tidings.example/' });
  tidings.connect();
  await pass();
  assert.deepEqual(tidings.connection, { phase: 'ended', reason: 'unauthorized' });
  assert.equal(tidings.user, null);
  assert.equal(tidings.list(), null);
  await pass(600_000);
  assert.equal(server.count('GET', 'session'), 1, 'it does not ask again by itself');

  server.refuses.clear();
  tidings.connect();
  await pass();
  assert.equal(tidings.user, 'alice');
});

test('forgets alice when her stream is revoked, and then shows bob what is his', async () => {
  const tidings = await client(server);
  /** @type {(string | null)[]} */
  const users = [];
  tidings.addEventListener('user', (event) => {
    users.push(/** @type {CustomEvent} */ (event).detail);
  });
  line().publish(notice('a', '7-1'));
  line().send('bye', { reason: 'revoked', reconnect: false });
  assert.equal(tidings.user, null);
  assert.equal(tidings.counts.unread, 0);
  assert.equal(tidings.notice('a'), undefined);

  server.user = 'bob';
  tidings.connect();
  await pass();
  line().serve('7-1', 'bob');
  assert.equal(tidings.user, 'bob');
  assert.equal(line().url.searchParams.get('lastEventId'), null, "not after alice's position");
  assert.deepEqual(users, [null, 'bob']);
  assert.equal(open().length, 1);
});

test('does not hand an answer for alice to bob', async () => {
  const tidings = await client(server);
  server.counts = { unread: 9, capped: false };
  line().send('reset', { reason: 'horizon' }, '7-0');
  await pass(5_000);
  assert.equal(tidings.counts.unread, 9);
  /** @type {(response: Response) => void} */
  let answer = () => {};
  const { fetch } = globalThis;
  globalThis.fetch = () => new Promise((resolve) => (answer = resolve));
  const list = tidings.list();
  await pass();
  globalThis.fetch = fetch;
  server.user = 'bob';
  server.counts = { unread: 0, capped: false };
  line().send('ready', { user: 'bob' }, '7-0');
  await pass();
  answer(Response.json({ items: [notice('a', '7-1')], counts: { unread: 9, capped: false }, head: '7-1' }));
  await pass();
  assert.equal(tidings.user, 'bob');
  assert.equal(tidings.counts.unread, 0);
  assert.deepEqual(list?.items, []);
  assert.equal(tidings.notice('a'), undefined);
});

test('comes back by itself when the session was renewed before it expired', async () => {
  const tidings = await client(server);
  line().publish(notice('a', '7-1'));
  line().send('bye', { reason: 'expired', reconnect: false });
  await pass();
  assert.equal(line().url.searchParams.get('lastEventId'), '7-1');
  line().serve('7-1');
  assert.equal(tidings.connection.phase, 'live');
  assert.equal(tidings.notice('a')?.id, 'a');
});

test('waits and asks again when the server cannot be reached at the start', async () => {
  server.refuses.set('*', 503);
  const tidings = new TidingsClient({ server: 'https://tidings.example/' });
  tidings.connect();
  await pass();
  assert.equal(tidings.connection.phase, 'waiting');
  server.refuses.clear();
  await pass(2_000);
  assert.equal(tidings.user, 'alice');
});
