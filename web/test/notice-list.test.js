import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { client, line, notice, pass, world } from './world.js';

/** @import {Server} from './world.js' */

/** @type {Server} */
let server;

beforeEach(() => {
  server = world();
});

test('lists anew within five seconds of a reset', async () => {
  const tidings = await client(server);
  server.notices = [notice('a', '7-1')];
  const list = tidings.list();
  await pass();
  server.notices = [notice('z', '8-9')];
  server.head = '8-9';
  line().send('reset', { reason: 'epoch' }, '8-9');
  await pass(5_000);
  assert.deepEqual(list?.items.map(({ id }) => id), ['z']);
});

test('what is new waits until it is wanted, so that nothing moves', async () => {
  server.notices = [notice('a', '7-1', { read: false })];
  server.head = '7-1';
  const tidings = await client(server);
  const list = tidings.list({ status: 'unread' });
  await pass();
  line().publish(notice('b', '7-2'));
  assert.deepEqual(list?.items.map(({ id }) => id), ['a']);
  assert.deepEqual(list?.news.map(({ id }) => id), ['b']);
  list?.showNews();
  assert.deepEqual(list?.items.map(({ id }) => id), ['b', 'a']);
  await tidings.markRead('a');
  assert.deepEqual(list?.items.map(({ id }) => id), ['b', 'a'], 'it stays under the finger');
});

test('a list that cannot be loaded says so, and can be loaded again', async () => {
  const tidings = await client(server);
  server.refuses.set('GET me/notices', 503);
  const list = tidings.list();
  await pass();
  assert.equal(list?.phase, 'failed');
  server.refuses.clear();
  await list?.reload();
  assert.equal(list?.phase, 'ready');
});

test('stays as long as it was when it is loaded anew', async () => {
  server.notices = Array.from({ length: 45 }, (_, n) => notice(`n${n}`, `7-${n + 1}`));
  const tidings = await client(server, '7-45');
  const list = tidings.list();
  await pass();
  await list?.reload();
  const asked = server.queries.filter((query) => query.get('limit') !== null);
  assert.deepEqual(asked.map((query) => query.get('limit')), ['20', '45']);
});
