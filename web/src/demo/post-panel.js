import { Problem } from '../client/problem.js';
import { API } from '../page/api.js';
import { curl } from '../page/curl.js';
import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { icon } from '../page/icon.js';
import { IdempotencyKey } from '../page/idempotency-key.js';
import { known, t } from '../page/words.js';
import { EXAMPLES } from './examples.js';
import { instant } from './messages.js';
import { PostForm } from './post-form.js';

/** @import {Example} from './examples.js' */
/** @import {Session, User} from './session.js' */

/** Arrivals are remembered until their post is answered, which they often overtake. */
const REMEMBERED = 50;

/** Posts a notice, by one click or by one's own words, and tells what became of it. */
export class PostPanel {
  #session;
  #people;
  #form = new PostForm();
  #key = new IdempotencyKey();
  #result = h('div', { class: 'result', id: 'post-result', role: 'status' });
  /** When an event came to whom. @type {Map<string, number>} */
  #arrivals = new Map();
  /** @type {{eventId: string, sent: number, lines: Map<string, HTMLElement>} | null} */
  #posted = null;
  #isBusy = false;

  /**
   * @param {Session} session of who posts
   * @param {User[]} people whose windows are there
   */
  constructor(session, people) {
    this.#session = session;
    this.#people = people;
    this.element = h(
      'section',
      { class: 'card post', 'aria-labelledby': 'post-heading' },
      h('h2', { id: 'post-heading' }, t('post.title')),
      h('p', { class: 'hint' }, t('post.hint', { user: session.user.id })),
      h(
        'ul',
        { class: 'examples' },
        EXAMPLES.map((example) => h('li', {}, this.#button(example))),
      ),
      h(
        'details',
        { class: 'own' },
        h('summary', {}, t('post.own')),
        h(
          'form',
          {
            id: 'post-form',
            novalidate: true,
            onsubmit: (/** @type {SubmitEvent} */ submit) => {
              submit.preventDefault();
              this.#form.complain(null);
              this.#post(this.#form.notice);
            },
          },
          this.#form.element,
          h(
            'div',
            { class: 'actions' },
            h('button', { class: 'primary' }, t('post.post')),
            curlButton(
              () => curl('POST', new URL('notices', API), { body: this.#form.notice }),
              t('post.post'),
            ),
          ),
        ),
      ),
      this.#result,
    );
  }

  /**
   * Somebody has got something.
   *
   * @param {string} user
   * @param {{eventId: string, at: number}} arrival
   */
  arrived(user, { eventId, at }) {
    this.#arrivals.set(`${user} ${eventId}`, at);
    const [oldest] = this.#arrivals.keys();
    if (this.#arrivals.size > REMEMBERED && oldest !== undefined) {
      this.#arrivals.delete(oldest);
    }
    this.#tellArrivals();
  }

  /** @param {Example} example */
  #button({ name, audience, severity, category, section }) {
    const title = t(`example.${name}.title`);
    return h(
      'button',
      {
        type: 'button',
        class: `example ${severity.toLowerCase()}`,
        'data-example': name,
        onclick: () =>
          this.#post({
            audience: [audience],
            severity,
            category,
            title,
            body: t(`example.${name}.body`),
            data: { section },
          }),
      },
      icon(/** @type {any} */ (severity.toLowerCase())),
      h('span', {}, h('b', {}, title), h('small', {}, toWhom(audience))),
    );
  }

  /** @param {Record<string, unknown>} notice */
  async #post(notice) {
    if (this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    this.element.setAttribute('aria-busy', 'true');
    this.#result.replaceChildren();
    this.#posted = null;
    const sent = instant();
    try {
      const { body } = await this.#session.call('POST', 'notices', {
        body: notice,
        headers: { 'Idempotency-Key': this.#key.of(notice) },
      });
      this.#key.spend();
      this.#tellPosted(body, sent);
      this.#form.clear();
    } catch (problem) {
      this.#explain(problem);
    } finally {
      this.#isBusy = false;
      this.element.removeAttribute('aria-busy');
    }
  }

  /**
   * @param {{eventId: string, audience: string[]}} notice
   * @param {number} sent
   */
  #tellPosted({ eventId, audience }, sent) {
    this.#say(t('post.posted', { count: Math.round(instant() - sent) }), h('code', {}, eventId));
    const lines = new Map();
    for (const { id, groups } of this.#people) {
      const mine = ['all', `user:${id}`, ...groups.map((group) => `group:${group}`)];
      const isFor = audience.some((key) => mine.includes(key));
      const line = this.#say(t(isFor ? 'post.waiting' : 'post.not-for', { user: id }));
      line.dataset.user = id;
      line.classList.add(isFor ? 'is-waiting' : 'is-not-for');
      if (isFor) {
        lines.set(id, line);
      }
    }
    this.#posted = { eventId, sent, lines };
    this.#tellArrivals();
  }

  #tellArrivals() {
    for (const [user, line] of this.#posted?.lines ?? []) {
      const { eventId = '', sent = 0 } = this.#posted ?? {};
      const at = this.#arrivals.get(`${user} ${eventId}`);
      if (at !== undefined) {
        line.textContent = t('post.arrived', { user, count: Math.max(0, Math.round(at - sent)) });
        line.className = 'has-arrived';
        this.#posted?.lines.delete(user);
      }
    }
  }

  /** @param {unknown} problem */
  #explain(problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    if (!this.#form.complain(problem)) {
      const key = `refused.${problem.status === 0 ? 'no-answer' : problem.code}`;
      this.#say(known(key) ? t(key) : problem.message).className = 'problem';
      if (problem.passing) {
        this.#say(t('post.again'));
      }
    }
  }

  /** @param {(string | Node)[]} line */
  #say(...line) {
    const paragraph = h('p', {}, line.flatMap((part, i) => (i === 0 ? [part] : [' ', part])));
    this.#result.append(paragraph);
    return paragraph;
  }
}

/** @param {string} key */
function toWhom(key) {
  const [kind, id = ''] = key.split(':');
  return kind === 'all' ? t('to.all') : t(`to.${kind}`, { id });
}
