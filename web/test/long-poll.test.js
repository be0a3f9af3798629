import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LongPoll } from '../src/client/long-poll.js';

/** @param {string} position @param {any[]} answers each what a poll is answered, or its failure */
async function polled(position, answers) {
  /** @type {unknown[]} */
  const asked = [];
  /** @type {unknown[]} */
  const heard = [];
  const poll = new LongPoll(position, async (after, wait) => {
    asked.push([after, wait]);
    const answer = answers.shift();
    if (!answer) {
      throw new Error('the end');
    }
    return answer;
  });
  for (const event of ['ready', 'reset', 'notice', 'cursor']) {
    poll.addEventListener(event, (message) => {
      const { data, lastEventId } = /** @type {MessageEvent} */ (message);
      heard.push([event, lastEventId, JSON.parse(data)]);
    });
  }
  await new Promise((failed) => poll.addEventListener('error', failed));
  return { asked, heard, poll };
}

test('polls as a stream would send', async () => {
  const { asked, heard, poll } = await polled('7-1', [
    { events: [{ id: '7-2', event: 'notice', data: { id: 'a' } }], cursor: '7-3' },
    { events: [], cursor: '7-4' },
  ]);
  assert.deepEqual(asked, [['7-1', false], ['7-3', true], ['7-4', true]]);
  assert.deepEqual(heard, [
    ['ready', '7-1', {}],
    ['notice', '7-2', { id: 'a' }],
    ['cursor', '7-3', {}],
    ['cursor', '7-4', {}],
  ]);
  assert.equal(poll.readyState, 2);
});

test('begins at the head, and elsewhere after a reset', async () => {
  const { heard } = await polled('', [{ events: [], cursor: '7-9' }]);
  assert.deepEqual(heard[0], ['ready', '7-9', {}]);
  const reset = await polled('7-1', [{ events: [], cursor: '7-9', reset: { reason: 'horizon' } }]);
  assert.deepEqual(reset.heard.slice(0, 2), [
    ['ready', '7-9', {}],
    ['reset', '7-9', { reason: 'horizon' }],
  ]);
});

test('is silent once it is closed', async () => {
  /** @type {(value: any) => void} */
  let answer = () => {};
  let heard = 0;
  const poll = new LongPoll('7-1', () => new Promise((resolve) => (answer = resolve)));
  poll.addEventListener('ready', () => heard++);
  poll.addEventListener('error', () => heard++);
  poll.close();
  answer({ events: [], cursor: '7-2' });
  await new Promise(setImmediate);
  assert.equal(heard, 0);
});
