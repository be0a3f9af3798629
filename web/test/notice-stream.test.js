import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { NoticeStream } from '../src/client/notice-stream.js';
import { pause } from '../src/client/pause.js';
import { Line, line, lines, pass, world } from './world.js';

/** @import {How} from '../src/client/notice-stream.js' */
/** @import {Status} from '../src/tidings.js' */

/** @type {string[]} */
let asked;
/** @type {How[]} */
let hows;
/** What opening fails with. @type {object | null} */
let refusal;
/** @type {Status[]} */
let statuses;

beforeEach(() => {
  world(0);
  asked = [];
  hows = [];
  statuses = [];
  refusal = null;
});

/** @param {{position?: string, user?: string, random?: number}} [options] */
function stream({ position, user, random = 0.5 } = {}) {
  const made = new NoticeStream(
    async (lastEventId, how) => {
      asked.push(lastEventId);
      hows.push(how);
      if (refusal) {
        throw refusal;
      }
      return new Line('https://tidings.example/');
    },
    { position, user, random: () => random },
  );
  made.addEventListener('status', () => statuses.push(made.status));
  return made;
}

const phases = () => statuses.map((status) => status.phase);

test('is live as soon as the server is ready', async () => {
  const live = stream({ position: '7-1' });
  await live.connect();
  line().send('ready', { time: new Date(Date.now() + 5_000).toISOString() }, '7-1');
  const { status } = live;
  assert.deepEqual(status, { phase: 'live', caughtUp: false, polling: false, ahead: 5_000 });
  line().send('cursor', {}, '7-1');
  line().send('cursor', {}, '7-2');
  assert.deepEqual(live.status, { ...status, caughtUp: true });
  assert.deepEqual(phases(), ['connecting', 'live', 'live']);
  assert.deepEqual(asked, ['7-1']);
});

test('hands on every frame, and moves with those that have an id', async () => {
  const live = stream();
  /** @type {unknown[]} */
  const frames = [];
  live.addEventListener('frame', (event) => {
    const { event: name, id, data } = /** @type {CustomEvent} */ (event).detail;
    frames.push([name, id, data]);
  });
  await live.connect();
  line().send('notice', { title: 'x' }, '7-2');
  line().send('state', { unread: 1 }, '7-2');
  assert.deepEqual(frames, [
    ['notice', '7-2', { title: 'x' }],
    ['state', null, { unread: 1 }],
  ]);
  assert.equal(live.position, '7-2');
});

test('comes back where it was when it is cut', async () => {
  const live = stream();
  await live.connect();
  line().serve('7-1');
  line().send('notice', {}, '7-2');
  const first = line();
  first.cut();
  assert.equal(first.closed, true);
  assert.deepEqual(live.status, { phase: 'waiting', reason: 'lost', until: 1_500 });
  await pass(1_499);
  assert.equal(lines.length, 1);
  await pass(1);
  assert.deepEqual(asked, ['', '7-2']);
});

test('stays away longer the longer it lasts, and begins anew once it has caught up', async () => {
  const live = stream({ random: 1 });
  await live.connect();
  const waits = [];
  for (let i = 0; i < 6; i++) {
    line().send('ready', {}, '7-1');
    line().cut();
    assert.equal(live.status.phase, 'waiting');
    waits.push(live.status.phase === 'waiting' ? live.status.until - Date.now() : 0);
    await pass(30_000);
  }
  assert.deepEqual(waits, [2_000, 6_000, 12_000, 18_000, 24_000, 30_000]);
  line().serve('7-1');
  line().cut();
  assert.equal(live.status.phase === 'waiting' && live.status.until - Date.now(), 2_000);
});

test('spreads who comes back between one second and a fifth of the outage, at most 30 s', () => {
  assert.equal(pause(0, () => 0), 1_000);
  assert.equal(pause(0, () => 1), 2_000);
  assert.equal(pause(20_000, () => 1), 4_000);
  assert.equal(pause(20_000, () => 0.5), 2_500);
  assert.equal(pause(3_600_000, () => 0), 1_000);
  assert.equal(pause(3_600_000, () => 1), 30_000);
});

test('comes back at once after a rotation', async () => {
  const live = stream({ random: 1 });
  await live.connect();
  line().serve('7-1');
  line().send('bye', { reason: 'rotation', reconnect: true });
  assert.deepEqual(live.status, { phase: 'waiting', reason: 'rotation', until: 500 });
});

test('stays away when the server says so, until it is told to connect', async () => {
  const live = stream();
  await live.connect();
  line().serve('7-3');
  line().send('bye', { reason: 'too-many', reconnect: false });
  line().cut();
  await pass(600_000);
  assert.deepEqual(live.status, { phase: 'ended', reason: 'too-many' });
  await live.connect();
  assert.deepEqual(asked, ['', '7-3']);
});

test('takes 40 silent seconds for a dead line', async () => {
  const live = stream();
  await live.connect();
  line().serve('7-1');
  await pass(38_000);
  line().send('cursor', {}, '7-1');
  await pass(38_000);
  assert.equal(live.status.phase, 'live');
  await pass(2_000);
  assert.deepEqual(live.status, { phase: 'waiting', reason: 'silent', until: Date.now() + 1_500 });
  assert.equal(line().closed, true);
});

test('notices at once that the computer slept', async () => {
  const live = stream();
  await live.connect();
  line().serve('7-1');
  mock.timers.setTime(Date.now() + 3_600_000);
  await pass(2_000);
  assert.equal(live.status.phase, 'waiting');
});

test('polls when no stream gets through, and tries a stream again after five minutes', async () => {
  const live = stream({ position: '7-1' });
  await live.connect();
  await pass(8_000);
  assert.equal(lines.length, 1);
  await pass(2_000);
  assert.deepEqual(hows.map(({ polling }) => polling), [false, true]);
  line().serve('7-1');
  assert.equal(live.status.phase === 'live' && live.status.polling, true);
  for (let i = 0; i < 10; i++) {
    await pass(30_000);
    line().send('cursor', {}, '7-1');
  }
  assert.deepEqual(hows.map(({ polling }) => polling), [false, true, false]);
  line().serve('7-1');
  assert.equal(live.status.phase === 'live' && live.status.polling, false);
});

test('waits when it can neither stream nor poll, and begins with a stream again', async () => {
  const live = stream();
  await live.connect();
  await pass(10_000);
  await pass(10_000);
  assert.equal(live.status.phase, 'waiting');
  await pass(1_500);
  assert.deepEqual(hows.map(({ polling }) => polling), [false, true, false]);
});

test('a line that begins elsewhere than we were is a reset, also when it is cut before it says so', async () => {
  const live = stream({ position: '7-1' });
  /** @type {string[]} */
  const resets = [];
  live.addEventListener('frame', (event) => {
    const { event: name, data } = /** @type {CustomEvent} */ (event).detail;
    if (name === 'reset') {
      resets.push(data.reason);
    }
  });
  await live.connect();
  line().send('ready', {}, '7-9');
  line().cut();
  assert.deepEqual(resets, ['position']);
  await pass(1_500);
  line().send('ready', {}, '7-20');
  line().send('reset', { reason: 'horizon' }, '7-20');
  line().send('cursor', {}, '7-20');
  assert.deepEqual(resets, ['position', 'horizon']);
});

test("hears nothing of somebody else's stream", async () => {
  const live = stream({ user: 'alice' });
  let frames = 0;
  live.addEventListener('frame', () => frames++);
  await live.connect();
  line().send('ready', { user: 'bob' }, '7-1');
  line().send('notice', { title: 'for bob' }, '7-2');
  assert.equal(frames, 0);
  assert.deepEqual(live.status, { phase: 'ended', reason: 'another-user' });
});

test('asks why after a refusal, since EventSource does not tell', async () => {
  const live = stream();
  await live.connect();
  line().refuse();
  await pass(1_500);
  line().cut();
  await pass(1_500);
  assert.deepEqual(hows.map(({ doubtful }) => doubtful), [false, true, false]);
});

test('ends when it is not let in', async () => {
  refusal = { status: 401 };
  const live = stream();
  await live.connect();
  assert.deepEqual(live.status, { phase: 'ended', reason: 'unauthorized' });
});

test('waits as long as a refusal asks it to', async () => {
  refusal = { status: 429, retryAfter: 60_000 };
  const live = stream();
  await live.connect();
  assert.deepEqual(live.status, { phase: 'waiting', reason: 'unreachable', until: 60_000 });
});

test('hurries when it waits, and when the line is late', async () => {
  const live = stream();
  await live.connect();
  line().serve('7-1');
  await pass(19_000);
  live.hurry();
  assert.equal(asked.length, 1);
  await pass(2_000);
  live.hurry();
  assert.equal(asked.length, 2);
  await pass(0);
  line().cut();
  live.hurry();
  assert.equal(asked.length, 3);
});

test('lets no line stay open that opens after it was closed', async () => {
  const live = stream();
  const connected = live.connect();
  live.close();
  await connected;
  assert.equal(line().closed, true);
  assert.deepEqual(live.status, { phase: 'ended', reason: 'closed' });
});

test('hears nothing from a line it has left', async () => {
  const live = stream();
  await live.connect();
  const first = line();
  first.serve('7-5');
  await live.connect();
  first.send('notice', {}, '7-9');
  first.cut();
  assert.equal(live.position, '7-5');
  assert.equal(live.status.phase, 'connecting');
});
