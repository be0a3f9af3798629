import { Problem } from '../client/problem.js';
import { announce } from '../page/announcement.js';
import { confirm } from '../page/confirmation.js';
import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { icon } from '../page/icon.js';
import { language, t } from '../page/words.js';
import { explain, verdictOf } from './explain.js';
import { categoryName, timeOf } from './labels.js';
import { inFull } from './local-time.js';
import { asCurl, endConnections, getConnections, getNotice, getServers, getStream, revokeUser } from './requests.js';
import { said } from './said.js';
import { loading } from './states.js';

/** @import {Finding} from './explain.js' */
/** @import {Request} from './requests.js' */
/** @import {ServersCard} from './servers-card.js' */
/** @import {Session} from './session.js' */

/** One user: where they are connected, and why they do or do not see a notice. */
export class PersonCard {
  #session;
  #servers;
  #signal;
  #user = h('input', { name: 'user', required: true, autocapitalize: 'none', autocomplete: 'off', spellcheck: 'false', placeholder: 'alice' });
  #notice = h('input', { name: 'notice', autocapitalize: 'none', autocomplete: 'off', spellcheck: 'false', class: 'code', placeholder: '0199a3c4-…' });
  #groups = h('input', { name: 'groups', autocapitalize: 'none', autocomplete: 'off', spellcheck: 'false', placeholder: '500 600' });
  #answer = h('div', { class: 'answer', 'aria-live': 'polite' });

  /**
   * @param {Session} session
   * @param {ServersCard} servers where each server stands
   * @param {AbortSignal} signal ends it
   */
  constructor(session, servers, signal) {
    this.#session = session;
    this.#servers = servers;
    this.#signal = signal;
    this.element = h(
      'section',
      { class: 'card person', id: 'person', 'aria-labelledby': 'person-heading' },
      h('h2', { id: 'person-heading' }, t('person.title')),
      h(
        'form',
        {
          class: 'person-form',
          onsubmit: (/** @type {SubmitEvent} */ submit) => {
            submit.preventDefault();
            this.#keepAddress();
            this.look();
          },
        },
        field('person.user', this.#user),
        field('person.notice', this.#notice),
        field('person.groups', this.#groups, 'person.groups.hint'),
        h('div', { class: 'actions' }, h('button', { class: 'primary' }, t('person.look'))),
      ),
      this.#answer,
    );
    this.#fromAddress();
  }

  /** Begins with what the address asks. */
  begin() {
    if (this.#notice.value !== '' && this.#user.value === '') {
      this.ask(this.#notice.value);
    }
    this.look();
  }

  /** Asks about this notice. @param {string} id */
  ask(id) {
    this.#notice.value = id;
    this.element.scrollIntoView({ block: 'start' });
    (this.#user.value === '' ? this.#user : this.#groups).focus();
    if (this.#user.value !== '') {
      this.#keepAddress();
      this.look();
    }
  }

  /** Looks at what is filled in. */
  async look() {
    const user = this.#user.value.trim();
    const id = this.#notice.value.trim();
    if (user === '') {
      return;
    }
    this.#answer.replaceChildren(loading(2));
    try {
      const { body: open } = await this.#session.call(getConnections(user), this.#signal);
      const findings = id === '' ? null : await this.#explain(user, id, open);
      this.#answer.replaceChildren(
        ...(findings === null ? [] : [answer(findings, user, id)]),
        this.#streams(user, open),
      );
    } catch (failure) {
      if (!this.#signal.aborted) {
        this.#answer.replaceChildren(h('p', { class: 'problem' }, said(failure)));
      }
    }
  }

  /**
   * @param {string} user
   * @param {string} id
   * @param {{items: any[], allServers: boolean}} open
   */
  async #explain(user, id, { items, allServers }) {
    const groups = this.#groups.value.split(/[\s,;]+/).filter((group) => group !== '');
    const notice = await this.#session.call(getNotice(id), this.#signal).then(
      ({ body }) => body,
      (failure) => {
        if (failure instanceof Problem && failure.status === 404) {
          return null;
        }
        throw failure;
      },
    );
    return explain({
      user,
      groups: groups.length === 0 ? null : groups,
      notice,
      head: this.#servers.head,
      servers: this.#servers.servers,
      connections: items,
      allServers,
    });
  }

  /**
   * @param {string} user
   * @param {{items: {server: string, id: string, openedAt: string}[], allServers: boolean}} open
   */
  #streams(user, { items, allServers }) {
    return h(
      'div',
      { class: 'streams' },
      h(
        'div',
        { class: 'card-head' },
        h('h3', {}, t('person.streams', { count: items.length })),
        curlButton(() => asCurl(getConnections(user)), t('person.streams', { count: items.length })),
      ),
      !allServers && h('p', { class: 'warning-line' }, t('person.only-here')),
      h(
        'ul',
        {},
        items.map(({ server, id, openedAt }) =>
          h('li', {}, h('b', {}, server), ' ', h('span', {}, t('person.since')), ' ', timeOf(openedAt), ' ', h('code', {}, id)),
        ),
      ),
      h(
        'div',
        { class: 'actions' },
        this.#order('person.disconnect', user, endConnections(user), items.length === 0),
        this.#order('person.revoke', user, revokeUser(user), false),
      ),
    );
  }

  /**
   * @param {string} key
   * @param {string} user
   * @param {Request} request
   * @param {boolean} isIdle whether there is nothing to do
   */
  #order(key, user, request, isIdle) {
    const give = async () => {
      const isSure = await confirm({
        title: t(`${key}.title`, { user }),
        text: [t(`${key}.text`)],
        action: t(key),
        isDangerous: true,
      });
      if (!isSure) {
        return;
      }
      try {
        await this.#session.call(request);
        announce(t(`${key}.done`, { user }));
        setTimeout(() => this.look(), 1_000);
      } catch (failure) {
        announce(said(failure), { isUrgent: true });
      }
    };
    return h(
      'span',
      { class: 'actions' },
      h('button', { type: 'button', class: 'danger', disabled: isIdle, onclick: give }, t(key)),
      curlButton(() => asCurl(request), t(key)),
    );
  }

  #keepAddress() {
    const filled = [this.#user, this.#notice, this.#groups]
      .map(({ name, value }) => [name, value.trim()])
      .filter(([, value]) => value !== '');
    history.replaceState(null, '', `#${new URLSearchParams(filled)}`);
  }

  #fromAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const input of [this.#user, this.#notice, this.#groups]) {
      input.value = given.get(input.name) ?? '';
    }
  }
}

/** What each kind of finding rests on, to be looked at by curl. @type {Record<Finding['about'], (user: string, id: string) => Request>} */
const SOURCES = {
  notice: (_, id) => getNotice(id),
  audience: (_, id) => getNotice(id),
  stream: () => getStream(),
  connections: (user) => (user === '' ? getServers() : getConnections(user)),
  preferences: (_, id) => getNotice(id),
};

/**
 * @param {Finding[]} findings
 * @param {string} user
 * @param {string} id
 */
function answer(findings, user, id) {
  const verdict = verdictOf(findings);
  return h(
    'div',
    { class: `verdict ${verdict.replace('.', '-')}` },
    h('p', { class: 'verdict-line' }, t(verdict, { user })),
    h(
      'ul',
      { class: 'findings' },
      findings.map(({ state, about, key, values }) =>
        h(
          'li',
          { class: state },
          h('span', { class: 'mark' }, icon(state === 'good' ? 'check' : state === 'bad' ? 'close' : 'info')),
          h('span', { class: 'unseen' }, t(`finding.${state}`)),
          h('span', {}, t(key, told(values))),
          curlButton(() => asCurl(SOURCES[about](user, id)), t(`about.${about}`)),
        ),
      ),
    ),
  );
}

/** Times and categories in words. @param {Record<string, string | number>} values */
function told(values) {
  const { at, category } = values;
  return {
    ...values,
    ...(typeof at === 'string' && at !== '' ? { at: inFull(at, language) } : {}),
    ...(typeof category === 'string' ? { category: categoryName(category) } : {}),
  };
}

/**
 * @param {string} key
 * @param {HTMLElement} input
 * @param {string} [hint]
 */
function field(key, input, hint) {
  return h('label', { class: 'field' }, t(key), input, hint !== undefined && h('span', { class: 'hint' }, t(hint)));
}
