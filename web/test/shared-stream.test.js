import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { SharedStream } from '../src/client/shared-stream.js';
import { Line, line, lines, notice, open, pass, world } from './world.js';

/** @import {Message} from '../src/client/stream-leader.js' */

const NAME = 'tidings https://tidings.example/api/v1/ alice';

beforeEach(() => void world());

/** A tab, and the ids of the notices that it hears of. @param {string} [position] */
function tab(position = '') {
  /** @type {string[]} */
  const heard = [];
  sessionStorage.setItem(NAME, position && `${position} ${Date.now()}`);
  const stream = new SharedStream(
    NAME,
    async (after) => new Line(`https://tidings.example/?lastEventId=${after}`),
    (/** @type {Message} */ message) => {
      if (message.type === 'frame' && message.frame.event === 'notice') {
        heard.push(message.frame.data.id);
      }
    },
    null,
  );
  stream.connect();
  return { stream, heard };
}

const asked = () => lines.map(({ url }) => url.searchParams.get('lastEventId'));

test('ten tabs hear one stream', async () => {
  const tabs = Array.from({ length: 10 }, () => tab());
  await pass();
  assert.equal(lines.length, 1);
  line().serve('7-1');
  line().publish(notice('a', '7-2'));
  await pass();
  for (const { stream, heard } of tabs) {
    assert.deepEqual(heard, ['a']);
    assert.equal(stream.status.phase, 'live');
  }
  for (const { stream } of tabs) {
    stream.leave();
    assert.match(String(sessionStorage.getItem(NAME)), /^7-2 /);
    sessionStorage.setItem(NAME, '');
  }
});

test('when the leading tab is closed, another one goes on where it was', async () => {
  const first = tab();
  const second = tab();
  await pass();
  line().serve('7-1');
  line().publish(notice('a', '7-2'));
  await pass();
  first.stream.leave();
  await pass();
  assert.notEqual(second.stream.status.phase, 'ended');
  assert.deepEqual(asked(), ['', '7-2']);
  assert.equal(open().length, 1);
  line().serve('7-2');
  line().publish(notice('b', '7-3'));
  await pass();
  assert.deepEqual(second.heard, ['a', 'b']);
  assert.deepEqual(first.heard, ['a']);
});

test('what a new leader repeats is not heard again where it is known', async () => {
  const behind = tab('7-1');
  const ahead = tab('7-3');
  await pass();
  line().send('ready', {}, '7-1');
  line().publish(notice('a', '7-2'));
  line().publish(notice('b', '7-3'));
  line().publish(notice('c', '7-4'));
  await pass();
  assert.deepEqual([behind.heard, ahead.heard], [['a', 'b', 'c'], ['c']]);
  line().send('reset', { reason: 'epoch' }, '7-2');
  line().publish(notice('d', '7-3'));
  await pass();
  assert.deepEqual([behind.heard.at(-1), ahead.heard.at(-1)], ['d', 'd']);
});

test('a tab that comes later learns at once how the stream stands', async () => {
  tab();
  await pass();
  line().serve('7-1');
  const late = tab();
  await pass();
  assert.equal(late.stream.status.phase, 'live');
  assert.deepEqual(late.heard, []);
});

test('a tab that was reloading gets what came meanwhile', async () => {
  tab();
  await pass();
  line().serve('7-1');
  line().publish(notice('a', '7-2'));
  line().publish(notice('b', '7-3'));
  const back = tab('7-2');
  await pass();
  assert.deepEqual(back.heard, ['b']);
});

test('when the leading tab hangs, another one takes over', async () => {
  const { request } = navigator.locks;
  /** @type {unknown} */
  let lost = null;
  request.call(navigator.locks, NAME, {}, () => new Promise(() => {})).catch((why) => (lost = why));
  const { heard } = tab('7-1');
  for (let second = 0; second < 70; second++) {
    await pass(1_000);
  }
  assert.equal(lines.length, 0);
  for (let second = 0; second < 30 && lines.length === 0; second++) {
    await pass(1_000);
  }
  assert.match(String(lost), /stolen/);
  assert.deepEqual(asked(), ['7-1']);
  line().serve('7-1');
  line().publish(notice('a', '7-2'));
  assert.deepEqual(heard, ['a']);
});

test('a leader that was only asleep gives way, and queues again', async () => {
  const first = tab();
  const second = tab();
  await pass();
  line().serve('7-1');
  await pass();
  navigator.locks.request(NAME, { steal: true }, () => Promise.resolve());
  await pass();
  assert.equal(open().length, 1);
  line().serve('7-1');
  line().publish(notice('a', '7-2'));
  await pass();
  assert.deepEqual([first.heard, second.heard], [['a'], ['a']]);
});

test('a tab that is looked at hurries the leader, and what has ended begins again', async () => {
  tab();
  const second = tab();
  await pass();
  line().serve('7-1');
  line().cut();
  await pass();
  second.stream.connect();
  await pass();
  assert.equal(lines.length, 2);
  line().send('bye', { reason: 'expired', reconnect: false });
  await pass();
  assert.deepEqual(second.stream.status, { phase: 'ended', reason: 'expired' });
  second.stream.connect();
  await pass();
  assert.equal(lines.length, 3);
});

test('without locks and channels every tab has a stream of its own', async () => {
  Object.assign(globalThis, { BroadcastChannel: undefined });
  const tabs = [tab(), tab()];
  await pass();
  assert.equal(open().length, 2);
  line().serve('7-1');
  line().publish(notice('a', '7-2'));
  assert.deepEqual(tabs.map(({ heard }) => heard), [[], ['a']]);
});
