import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { TidingsClient } from '../src/tidings-client.js';
import { line, lines, notice, pass, world } from './world.js';

/** @import {Server} from './world.js' */

/** @type {Server} */
let server;
/** How often the page was asked for a token. */
let given = 0;

beforeEach(() => {
  server = world();
  given = 0;
});

/**
 * @param {string} sub
 * @param {number} [lifetime] in ms
 */
function token(sub, lifetime = 3_600_000) {
  given++;
  const claims = { sub, exp: Math.round((Date.now() + lifetime) / 1_000), name: 'Ä', n: given };
  return `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
}

/** @param {import('../src/tidings.js').TokenProvider | null} tokenProvider */
async function connected(tokenProvider) {
  const tidings = new TidingsClient({ server: 'https://elsewhere.example/base', tokenProvider });
  tidings.connect();
  await pass();
  return tidings;
}

test('another origin is called with the token, and streamed from with a ticket', async () => {
  const tidings = await connected(async () => token('alice'));
  line().serve('7-1');
  assert.equal(tidings.user, 'alice');
  assert.equal(server.count('GET', 'session'), 0);
  const { path, headers } = /** @type {any} */ (server.asked.find(({ method }) => method === 'POST'));
  assert.equal(path, 'stream-tickets');
  assert.equal(line().url.pathname, '/base/api/v1/me/stream');
  assert.match(headers.Authorization, /^Bearer h\./);
  assert.equal(given, 1);
});

test('every connection takes a new ticket, and says where it was', async () => {
  await connected(() => token('alice'));
  line().serve('7-1');
  line().cut();
  await pass(2_000);
  const queries = lines.map(({ url }) => Object.fromEntries(url.searchParams));
  assert.equal(queries.length, 2);
  assert.equal(queries[0]?.lastEventId, undefined);
  assert.equal(queries[1]?.lastEventId, '7-1');
  assert.equal(server.asked.filter(({ path }) => path.endsWith('stream-tickets')).length, 2);
});

test('a token is asked for anew before it ends', async () => {
  await connected(() => token('alice', 60_000));
  line().serve('7-1');
  await pass(29_000);
  line().cut();
  await pass(2_000);
  assert.equal(given, 2);
});

test('a token that is refused is asked for anew once, and then the user is gone', async () => {
  const tidings = await connected(() => token('alice'));
  line().serve('7-1');
  server.refuses.set('*', 401);
  line().cut();
  await pass(2_000);
  assert.equal(given, 2);
  assert.deepEqual(tidings.connection, { phase: 'ended', reason: 'unauthorized' });
  assert.equal(tidings.user, null);
});

test('an ended token is replaced, and the stream goes on', async () => {
  const tidings = await connected(() => token('alice', 40_000));
  line().serve('7-1');
  await pass(20_000);
  line().send('bye', { reason: 'expired', reconnect: false });
  await pass();
  assert.equal(given, 2);
  assert.equal(line().url.searchParams.get('lastEventId'), '7-1');
  line().serve('7-1');
  assert.equal(tidings.connection.phase, 'live');
});

test("when the page's token is another user's, the first one's notices are gone", async () => {
  let sub = 'alice';
  const tidings = await connected(() => token(sub, 40_000));
  line().serve('7-1');
  line().publish(notice('a', '7-2'));
  sub = 'bob';
  await pass(15_000);
  line().cut();
  await pass(2_000);
  await pass(2_000);
  assert.equal(tidings.notice('a'), undefined);
  assert.notEqual(tidings.user, 'alice');
  tidings.connect();
  await pass();
  assert.equal(tidings.user, 'bob');
});

test('a page without a token yet is nobody, until it has one', async () => {
  const tidings = await connected(null);
  assert.deepEqual(tidings.connection, { phase: 'ended', reason: 'no-token-provider' });
  assert.equal(server.asked.length, 0);
  tidings.tokenProvider = () => null;
  await pass();
  assert.deepEqual(tidings.connection, { phase: 'ended', reason: 'unauthorized' });
  tidings.tokenProvider = async () => token('alice');
  await pass();
  assert.equal(tidings.user, 'alice');
});

test('a page that cannot get a token now is asked again later', async () => {
  let fails = true;
  const tidings = await connected(async () => {
    if (fails) {
      throw new Error('its own server is away');
    }
    return token('alice');
  });
  assert.equal(tidings.connection.phase, 'waiting');
  fails = false;
  await pass(2_000);
  assert.equal(tidings.user, 'alice');
});

test('a token provider that is set at once is asked before the cookie', async () => {
  const tidings = new TidingsClient({ server: 'https://tidings.example/' });
  tidings.connect();
  tidings.tokenProvider = () => token('alice');
  await pass();
  assert.equal(server.count('GET', 'session'), 0);
  assert.equal(tidings.user, 'alice');
});
