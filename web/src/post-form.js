import { API } from './api.js';
import { copy, curl } from './page/curl.js';
import { element, within } from './element.js';
import { EXAMPLES } from './examples.js';
import { IdempotencyKey } from './page/idempotency-key.js';
import { Problem } from './client/problem.js';

/** @import {Session} from './session.js' */

/** The form that posts a notice, and tells what became of it. */
export class PostForm {
  /** @type {HTMLFormElement} */
  #form = element('post-form');
  #result = element('post-result');
  #key = new IdempotencyKey();
  #session;
  #examples = 0;
  /**
   * When events came by this page's own stream: often before the post itself is answered.
   *
   * @type {Map<string, number>}
   */
  #arrivals = new Map();
  /** @type {{eventId: string, sent: number} | null} */
  #awaited = null;

  /**
   * @param {Session} session
   * @param {AbortSignal} signal ends it
   */
  constructor(session, signal) {
    this.#session = session;
    element('post').hidden = !session.mayPost;
    element('to-post').hidden = !session.mayPost;
    this.#form.addEventListener('submit', (submit) => this.#submit(submit), { signal });
    for (const radio of this.#form.querySelectorAll('[name=to]')) {
      radio.addEventListener('change', () => this.#chooseAudience(), { signal });
    }
    element('example').addEventListener('click', () => this.#fillIn(), { signal });
    element('post-curl').addEventListener('click', () => this.#copy(), { signal });
    signal.addEventListener('abort', () => {
      this.#form.reset();
      this.#result.replaceChildren();
      this.#showProblem(null);
    });
    this.#chooseAudience();
  }

  /** Tells that an event came by this page's own stream. @param {string} eventId */
  arrived(eventId) {
    this.#arrivals.set(eventId, performance.now());
    const [oldest] = this.#arrivals.keys();
    if (this.#arrivals.size > 50 && oldest !== undefined) {
      this.#arrivals.delete(oldest);
    }
    this.#tellArrival();
  }

  /** What would be posted: the fields as they are, for the server to judge. */
  #notice() {
    const { to, who, title, body, severity, category, link } = this.#values();
    const audience =
      to === 'all' ? ['all'] : who.split(/[\s,]+/).filter(Boolean).map((id) => `${to}:${id}`);
    return {
      audience,
      category,
      severity,
      title,
      ...(body === '' ? {} : { body }),
      ...(link === '' ? {} : { link }),
    };
  }

  /** @param {SubmitEvent} submit */
  async #submit(submit) {
    submit.preventDefault();
    this.#showProblem(null);
    this.#result.replaceChildren();
    this.#awaited = null;
    /** @type {HTMLButtonElement} */
    const button = within(this.#form, '[type=submit]');
    button.disabled = true;
    const notice = this.#notice();
    const sent = performance.now();
    try {
      const { body, headers } = await this.#session.call('POST', 'notices', {
        body: notice,
        headers: { 'Idempotency-Key': this.#key.of(notice) },
      });
      this.#key.spend();
      const replayed = headers.get('Idempotency-Replayed') === 'true';
      this.#tellPosted(body, sent, replayed);
      this.#clear();
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      this.#showProblem(problem);
    } finally {
      button.disabled = false;
    }
  }

  /**
   * @param {{eventId: string, audience: string[]}} notice
   * @param {number} sent
   * @param {boolean} replayed
   */
  #tellPosted({ eventId, audience }, sent, replayed) {
    const took = Math.round(performance.now() - sent);
    const id = document.createElement('code');
    id.textContent = eventId;
    this.#say(replayed ? 'Was posted already, as ' : 'Posted as ', id);
    const { id: user, groups } = this.#session.user;
    const mine = ['all', `user:${user}`, ...groups.map((group) => `group:${group}`)];
    if (audience.some((key) => mine.includes(key))) {
      this.#say(`Answered with 201 after ${took} ms`);
      this.#awaited = { eventId, sent };
      this.#tellArrival();
    } else {
      this.#say(`Answered with 201 after ${took} ms`);
      this.#say(`It is not for ${user}, so it does not come here`);
    }
  }

  #tellArrival() {
    const at = this.#awaited && this.#arrivals.get(this.#awaited.eventId);
    if (this.#awaited && at !== undefined && at !== null) {
      const took = Math.max(0, Math.round(at - this.#awaited.sent));
      this.#say(`Arrived on this page after ${took} ms`);
      this.#awaited = null;
    }
  }

  /** @param {(string | Node)[]} line */
  #say(...line) {
    const paragraph = document.createElement('p');
    paragraph.append(...line);
    this.#result.append(paragraph);
  }

  /** Shows it at the field it is about, else below. @param {Problem | null} problem */
  #showProblem(problem) {
    for (const shown of this.#form.querySelectorAll('.field-problem')) {
      shown.textContent = '';
    }
    for (const input of this.#form.querySelectorAll('[aria-invalid]')) {
      input.removeAttribute('aria-invalid');
    }
    if (problem === null) {
      return;
    }
    const field = problem.field?.replace(/\[.*/, '') ?? '';
    const place = field === '' ? null : document.getElementById(`problem-${field}`);
    if (place !== null && !place.closest('[hidden]')) {
      place.textContent = problem.limit ?? problem.message;
      const input = within(this.#form, `[name=${field === 'audience' ? 'who' : field}]`);
      input.setAttribute('aria-invalid', 'true');
      input.focus();
    } else {
      this.#say(problem.message);
      this.#result.lastElementChild?.classList.add('problem');
      if (problem.passing) {
        this.#say('Post again: with the same Idempotency-Key, nothing is posted twice.');
      }
    }
  }

  /** What differs from notice to notice; whom it goes to often stays. */
  #clear() {
    for (const name of ['title', 'body', 'link']) {
      this.#input(name).value = '';
    }
    this.#input('title').focus();
  }

  #chooseAudience() {
    const { to } = this.#values();
    element('who-field').hidden = to === 'all';
    element('who-label').textContent = to === 'user' ? 'User' : 'Group';
    const who = this.#input('who');
    who.setAttribute('list', to === 'user' ? 'users' : 'groups');
    who.placeholder = to === 'user' ? 'alice' : '500';
  }

  #fillIn() {
    const example = EXAMPLES[this.#examples++ % EXAMPLES.length];
    for (const [name, value] of Object.entries(example ?? {})) {
      if (name === 'to') {
        /** @type {HTMLInputElement} */ (within(this.#form, `[value=${value}]`)).checked = true;
      } else {
        this.#input(name).value = value;
      }
    }
    this.#chooseAudience();
    this.#showProblem(null);
    this.#result.replaceChildren();
  }

  async #copy() {
    const url = new URL('notices', API).href;
    const done = await copy(curl('POST', url, { token: this.#session.token, body: this.#notice() }));
    this.#result.replaceChildren();
    this.#say(
      done
        ? 'Copied, with your token: it is as good as your password until you log out.'
        : 'This browser does not let the page use the clipboard.',
    );
  }

  /** @param {string} name @returns {HTMLInputElement} */
  #input(name) {
    return within(this.#form, `[name=${name}]`);
  }

  /**
   * @returns {{to: string, who: string, title: string, body: string, severity: string,
   *     category: string, link: string}}
   */
  #values() {
    return /** @type {any} */ (Object.fromEntries(new FormData(this.#form)));
  }
}
