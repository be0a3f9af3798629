import { h } from '../page/h.js';
import { curlButton } from '../page/curl-button.js';
import { known, language, t } from '../page/words.js';
import { inFull } from './local-time.js';
import { timeOf } from './labels.js';
import { asCurl, getAudit } from './requests.js';
import { failed, loading } from './states.js';

/** @import {Session} from './session.js' */

/**
 * @typedef {object} AuditEntry
 * @property {number} id
 * @property {string} at
 * @property {string} [actor]
 * @property {string} [tokenId]
 * @property {string} action
 * @property {string} subject
 * @property {unknown} [details]
 * @property {string} [title] of the notice it is about
 * @property {{title?: string}} [notice] what it said before
 */

/** What was done, newest first, page after page. */
export class AuditRows {
  #session;
  #filter;
  #signal;
  #body = h('tbody');
  #table = h(
    'table',
    { class: 'audit' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ['audit.at', 'audit.actor', 'audit.action', 'audit.subject'].map((key) =>
          h('th', { scope: 'col' }, t(key)),
        ),
      ),
    ),
    this.#body,
  );
  #foot = h('div', { class: 'foot' });

  /**
   * @param {Session} session
   * @param {Record<string, string>} filter actor, action, subject, from, to
   * @param {AbortSignal} signal ends it
   */
  constructor(session, filter, signal) {
    this.#session = session;
    this.#filter = filter;
    this.#signal = signal;
    this.#table.hidden = true;
    this.element = h('div', { class: 'results' }, this.#table, this.#foot);
  }

  /** Loads a page. @param {string} [cursor] default: the newest */
  async load(cursor = '') {
    this.#foot.replaceChildren(loading(3));
    const request = getAudit({ ...this.#filter, limit: '50', cursor });
    try {
      const { body } = await this.#session.call(request, this.#signal);
      this.#body.append(
        ...body.items.map((/** @type {AuditEntry} */ entry) => row(entry, !this.#filter.subject)),
      );
      this.#table.hidden = this.#body.children.length === 0;
      this.#foot.replaceChildren(this.#more(body.nextCursor ?? null));
    } catch (failure) {
      if (!this.#signal.aborted) {
        this.#foot.replaceChildren(failed(failure, () => this.load(cursor)));
      }
    }
  }

  /** @param {string | null} next */
  #more(next) {
    return h(
      'div',
      { class: 'foot-actions' },
      next !== null &&
        h('button', { type: 'button', onclick: () => this.load(next) }, t('list.earlier')),
      h(
        'span',
        { class: 'hint', role: 'status' },
        this.#table.hidden ? t('audit.none') : t('audit.count', { count: this.#body.children.length }),
      ),
      curlButton(() => asCurl(getAudit(this.#filter)), t('nav.audit')),
    );
  }
}

/**
 * @param {AuditEntry} entry
 * @param {boolean} isLed whether to lead to what it was done to
 */
function row(entry, isLed) {
  return h(
    'tr',
    {},
    h('td', { class: 'at' }, timeOf(entry.at), h('small', {}, inFull(entry.at, language))),
    h('td', {}, entry.actor ?? t('audit.tidings')),
    h('td', {}, actionName(entry.action)),
    h('td', {}, isLed ? subject(entry) : (entry.notice?.title ?? null), more(entry)),
  );
}

/** @param {string} action */
export function actionName(action) {
  const key = `action.${action}`;
  return known(key) ? t(key) : action;
}

/** @param {AuditEntry} entry */
function subject({ subject: text, title, notice }) {
  const [kind, ...rest] = text.split(':');
  const id = rest.join(':');
  if (kind === 'notice') {
    return h('a', { href: `#/notices/${id}`, dir: 'auto' }, notice?.title ?? title ?? h('code', {}, id));
  }
  return h('span', {}, h('code', {}, text));
}

/** @param {AuditEntry} entry */
function more({ details, notice, tokenId }) {
  const facts = { ...(details === undefined ? {} : { details }), ...(notice === undefined ? {} : { before: notice }), ...(tokenId === undefined ? {} : { tokenId }) };
  return (
    Object.keys(facts).length > 0 &&
    h(
      'details',
      {},
      h('summary', {}, t('audit.details')),
      h('pre', { class: 'code-block', tabindex: '0' }, JSON.stringify(facts, null, 2)),
    )
  );
}
