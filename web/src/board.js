import { API } from './api.js';
import { ConnectionView } from './connection-view.js';
import { element } from './element.js';
import { FrameLog } from './frame-log.js';
import { Inbox } from './inbox.js';
import { NoticeStream } from './client/notice-stream.js';
import { PostForm } from './post-form.js';
import { suggest } from './suggestions.js';

/** @import {Session} from './session.js' */

/** What somebody who is logged in sees, from logging in to logging out. */
export class Board {
  #end = new AbortController();
  /** @type {NoticeStream | null} */
  #stream = null;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  open() {
    const { signal } = this.#end;
    const { session } = this;
    element('board').hidden = false;
    introduce(session);
    element('log-out').addEventListener('click', () => session.close(), { signal });
    suggest(session, signal);
    const log = new FrameLog(signal);
    const form = new PostForm(session, signal);
    const inbox = new Inbox(session, signal);
    element('inbox-heading').focus();

    const stream = new NoticeStream((position) => openSource(session, inbox, position));
    this.#stream = stream;
    const view = new ConnectionView(stream, signal);
    stream.addEventListener('status', () => {
      view.status(stream.status);
      log.status(stream.status, stream.position);
    });
    stream.addEventListener('frame', (event) => {
      const { detail: frame } = /** @type {CustomEvent} */ (event);
      log.frame(frame);
      view.frame(frame);
      if (frame.id !== null) {
        form.arrived(frame.id);
      }
      inbox.frame(frame);
    });
    addEventListener('online', () => stream.hurry(), { signal });
    stream.connect();
  }

  close() {
    this.#stream?.close();
    this.#end.abort();
    element('board').hidden = true;
  }
}

/** @param {Session} session */
function introduce({ user }) {
  element('user').textContent = user.id;
  element('inbox-heading').textContent = `Notices for ${user.id}`;
  element('memberships').replaceChildren(
    ...user.roles.map((role) => membership(role.toLowerCase(), 'role')),
    ...user.groups.map((group) => membership(`group ${group}`, 'group')),
  );
}

/**
 * @param {string} text
 * @param {'role' | 'group'} kind
 */
function membership(text, kind) {
  const label = document.createElement('span');
  label.className = `membership ${kind}`;
  label.textContent = text;
  return label;
}

/**
 * @param {Session} session
 * @param {Inbox} inbox
 * @param {string} position empty as long as nothing has come: then it begins where the inbox ends
 */
async function openSource(session, inbox, position) {
  const lastEventId = position === '' ? await inbox.load() : position;
  const { body } = await session.call('POST', 'stream-tickets');
  const url = new URL('me/stream', API);
  url.searchParams.set('ticket', body.ticket);
  url.searchParams.set('lastEventId', lastEventId);
  return new EventSource(url);
}
