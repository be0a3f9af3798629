import { copy } from './curl.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { t } from './words.js';

let made = 0;

/**
 * A button that copies a command and shows what was copied.
 *
 * @param {() => string} command without secrets
 * @param {string} what it does, for people who can't see where the button stands
 * @param {string} [name] what the button says; default: only curl
 */
export function curlButton(command, what, name = 'curl') {
  const id = `curl-${++made}`;
  const code = h('code', { class: 'command', tabindex: '0' });
  const outcome = h('p', { class: 'hint', role: 'status' });
  const shown = h('div', { id, popover: 'auto', class: 'curl' }, outcome, code);
  const button = h(
    'button',
    {
      type: 'button',
      class: 'quiet with-icon',
      popovertarget: id,
      'aria-label': `${name}: ${t('curl.title')} – ${what}`,
      title: t('curl.title'),
      onclick: async () => {
        code.textContent = command();
        const done = await copy(command());
        outcome.textContent = t(done ? 'curl.copied' : 'curl.select');
      },
    },
    icon('terminal'),
    name,
  );
  return h('span', { class: 'curl-place' }, button, shown);
}
