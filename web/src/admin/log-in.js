import { h } from '../page/h.js';
import { languageChoice } from '../page/language-choice.js';
import { Problem } from '../client/problem.js';
import { t } from '../page/words.js';
import { said } from './said.js';
import { Session } from './session.js';

/**
 * Shows the log-in form until somebody has logged in.
 *
 * @param {HTMLElement} main
 * @param {string | null} farewell why they have to, again
 * @returns {Promise<Session>}
 */
export function askWhoIsThere(main, farewell) {
  document.title = `${t('log-in')} · Tidings`;
  const problem = h('p', { class: 'problem', role: 'alert' });
  const name = h('input', {
    name: 'username',
    autocomplete: 'username',
    autocapitalize: 'none',
    spellcheck: 'false',
    required: true,
  });
  const password = h('input', {
    name: 'password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
  });
  const button = h('button', { class: 'primary' }, t('log-in'));
  return new Promise((resolve) => {
    const form = h(
      'form',
      {
        class: 'card log-in',
        novalidate: true,
        onsubmit: async (/** @type {SubmitEvent} */ submit) => {
          submit.preventDefault();
          problem.textContent = '';
          button.disabled = true;
          try {
            resolve(await Session.open(name.value, password.value));
          } catch (failure) {
            problem.textContent = said(failure);
            (failure instanceof Problem && failure.field === 'username' ? name : password).focus();
          } finally {
            button.disabled = false;
          }
        },
      },
      h(
        'p',
        { class: 'brand' },
        h('img', { src: '../icon.svg', alt: '', width: 32, height: 32 }),
        'Tidings',
      ),
      h('h1', { tabindex: '-1' }, t('log-in.title')),
      farewell === null ? null : h('p', { class: 'farewell' }, farewell),
      h('label', { class: 'field' }, t('log-in.name'), name),
      h('label', { class: 'field' }, t('log-in.password'), password),
      button,
      problem,
      h('div', { class: 'log-in-foot' }, h('a', { href: '../' }, t('log-in.demo')), languageChoice()),
    );
    main.replaceChildren(form);
    name.focus();
  });
}
