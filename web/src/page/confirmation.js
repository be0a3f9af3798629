import { h } from './h.js';
import { t } from './words.js';

/**
 * What is asked.
 *
 * @typedef {object} Question
 * @property {string} title
 * @property {(Node | string)[]} text
 * @property {string} action what the button says that goes on
 * @property {boolean} [isDangerous]
 * @property {string} [word] has to be typed before it goes on
 */

/**
 * Asks before something that reaches many, or can't be undone.
 *
 * @param {Question} question
 * @returns {Promise<boolean>} whether to go on
 */
export function confirm({ title, text, action, isDangerous = false, word }) {
  const go = h(
    'button',
    {
      type: 'submit',
      value: 'go',
      class: isDangerous ? 'danger' : 'primary',
      'aria-disabled': word === undefined ? null : 'true',
    },
    action,
  );
  const typed = h('input', {
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    oninput: () => go.setAttribute('aria-disabled', String(typed.value.trim() !== word)),
  });
  const form = h(
    'form',
    {
      method: 'dialog',
      onsubmit: (/** @type {SubmitEvent} */ submit) => {
        if (submit.submitter === go && go.getAttribute('aria-disabled') === 'true') {
          submit.preventDefault();
          typed.focus();
        }
      },
    },
    h('h2', { id: 'question' }, title),
    text.map((part) => (typeof part === 'string' ? h('p', {}, part) : part)),
    word === undefined ? null : h('label', { class: 'field' }, t('confirm.type', { word }), typed),
    h(
      'div',
      { class: 'actions' },
      go,
      h('button', { type: 'submit', value: 'no', autofocus: word === undefined }, t('cancel')),
    ),
  );
  const dialog = h(
    'dialog',
    {
      'aria-labelledby': 'question',
      onclose: () => {
        dialog.remove();
      },
    },
    form,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'go')),
  );
}
