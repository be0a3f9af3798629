import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { AuditRows, actionName } from './audit-rows.js';
import { toInstant } from './local-time.js';
import { hashOf } from './route.js';

/** @import {Stage} from './console.js' */

/** As the API has them. */
const ACTIONS = [
  'notice-posted',
  'notice-published',
  'notice-changed',
  'notice-retracted',
  'token-revoked',
  'user-revoked',
  'streams-ended',
  'account-created',
  'user-erased',
  'user-exported',
];

/**
 * Who did what to what, and when.
 *
 * @param {Stage} stage
 */
export function showAudit({ main, session, route: { params }, signal }) {
  const value = (/** @type {string} */ name) => params.get(name) ?? '';
  const rows = new AuditRows(
    session,
    {
      actor: value('actor'),
      action: value('action'),
      subject: value('subject'),
      from: toInstant(value('from')) ?? '',
      to: toInstant(value('to')) ?? '',
    },
    signal,
  );
  main.replaceChildren(
    h(
      'div',
      { class: 'page' },
      h('h1', { tabindex: '-1' }, t('nav.audit')),
      h(
        'form',
        {
          class: 'filters audit-filters',
          onsubmit: (/** @type {SubmitEvent & {target: HTMLFormElement}} */ submit) => {
            submit.preventDefault();
            const entries = Object.fromEntries(new FormData(submit.target));
            location.hash = hashOf('audit', /** @type {Record<string, string>} */ (entries));
          },
        },
        field('actor', h('input', { name: 'actor', value: value('actor'), autocapitalize: 'none' })),
        field(
          'action',
          h(
            'select',
            { name: 'action' },
            ['', ...ACTIONS].map((action) =>
              h(
                'option',
                { value: action, selected: action === value('action') },
                action === '' ? t('audit.any') : actionName(action),
              ),
            ),
          ),
        ),
        field(
          'subject',
          h('input', {
            name: 'subject',
            value: value('subject'),
            placeholder: 'user:alice',
            autocapitalize: 'none',
          }),
        ),
        field('from', h('input', { name: 'from', type: 'datetime-local', value: value('from') })),
        field('to', h('input', { name: 'to', type: 'datetime-local', value: value('to') })),
        h(
          'div',
          { class: 'actions' },
          h('button', { class: 'primary' }, t('audit.filter')),
          params.size > 0 && h('a', { class: 'button quiet', href: '#/audit' }, t('list.clear')),
        ),
      ),
      rows.element,
    ),
  );
  rows.load();
}

/**
 * @param {string} name
 * @param {HTMLElement} input
 */
function field(name, input) {
  return h('label', { class: 'field' }, t(`audit.${name}`), input);
}
