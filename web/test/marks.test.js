import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { client, line, notice, pass, world } from './world.js';

/** @import {Server} from './world.js' */

/** @type {Server} */
let server;

beforeEach(() => {
  server = world();
});

test('marks at once, tells the server, and takes it back when it refuses', async () => {
  server.counts = { unread: 2, capped: false };
  server.head = '7-2';
  server.notices = [notice('b', '7-2', { read: false }), notice('a', '7-1', { read: false })];
  const tidings = await client(server);
  const list = tidings.list();
  await pass();
  const marked = tidings.markRead('a');
  assert.equal(tidings.counts.unread, 1);
  await marked;
  assert.equal(server.count('POST', 'me/notices/a/read'), 1);

  server.refuses.set('POST me/notices/b/archive', 404);
  const archived = tidings.archive('b');
  assert.deepEqual(list?.items.map(({ id }) => id), ['a']);
  assert.equal(tidings.counts.unread, 0);
  await assert.rejects(archived);
  assert.deepEqual(list?.items.map(({ id }) => id), ['b', 'a']);
  assert.equal(tidings.counts.unread, 1);
});

test('sends marks that were made while the server was away, the last of each', async () => {
  const tidings = await client(server);
  server.refuses.set('*', 0);
  line().cut();
  await tidings.markRead('a');
  await tidings.markUnread('b');
  server.refuses.clear();
  server.asked = [];
  await pass(2_000);
  line().serve('7-0');
  await pass();
  const posts = server.asked.filter(({ method }) => method === 'POST').map(({ path }) => path);
  assert.deepEqual(posts, ['me/notices/a/read', 'me/notices/b/unread']);
});

test('marks everything read up to the newest event that it knows', async () => {
  server.head = '7-4';
  server.counts = { unread: 2, capped: false };
  const tidings = await client(server);
  line().publish(notice('e', '7-5'));
  const marked = tidings.markAllRead();
  server.counts = { unread: 0, capped: false };
  server.head = '7-5';
  await marked;
  const { body } = /** @type {any} */ (server.asked.find(({ path }) => path === 'me/notices/read'));
  assert.deepEqual(body, { upTo: '7-5' });
  assert.equal(tidings.counts.unread, 0);
  assert.equal(tidings.notice('e')?.read, true);
});

test('follows what is marked on another device', async () => {
  server.counts = { unread: 2, capped: false };
  server.head = '7-2';
  server.notices = [notice('b', '7-2', { read: false }), notice('a', '7-1', { read: false })];
  const tidings = await client(server);
  tidings.list();
  await pass();
  const changed = [{ id: 'a', read: true, archived: false }];
  line().send('state', { unread: 1, capped: false, asOf: '7-2', changes: changed });
  assert.equal(tidings.notice('a')?.read, true);
  assert.equal(tidings.counts.unread, 1);
  line().publish(notice('c', '7-3'));
  assert.equal(tidings.counts.unread, 2);
  line().send('state', { unread: 0, capped: false, asOf: '7-3', readUpTo: '7-3' });
  assert.equal(tidings.notice('b')?.read, true);
  assert.equal(tidings.counts.unread, 0);
});

test('does not take an own mark back when an older state comes', async () => {
  server.counts = { unread: 2, capped: false };
  server.head = '7-2';
  server.notices = [notice('b', '7-2', { read: false }), notice('a', '7-1', { read: false })];
  const tidings = await client(server);
  tidings.list();
  await pass();
  const marked = tidings.markRead('a');
  line().send('state', { unread: 2, capped: false, asOf: '7-2' });
  assert.equal(tidings.counts.unread, 1);
  await marked;
});
