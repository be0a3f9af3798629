import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { PersonCard } from './person-card.js';
import { ServersCard } from './servers-card.js';
import { begin, mark } from './shell.js';
import { TailCard } from './tail-card.js';

begin(async (session, main, signal) => {
  mark('stream');
  document.title = `${t('stream.title')} · Tidings`;
  if (!session.isAdmin) {
    main.replaceChildren(
      h(
        'section',
        { class: 'card refusal' },
        h('h1', { tabindex: '-1' }, t('stream.no-rights.title')),
        h('p', {}, t('stream.no-rights.text', { user: session.user.id })),
        h('p', {}, h('a', { href: './' }, t('nowhere.back'))),
      ),
    );
    return;
  }
  const servers = new ServersCard(session, signal);
  const tail = new TailCard(session, signal);
  const person = new PersonCard(session, servers, signal);
  tail.addEventListener('pick', (event) => person.ask(/** @type {CustomEvent} */ (event).detail));
  main.replaceChildren(
    h(
      'div',
      { class: 'page' },
      h('h1', { tabindex: '-1' }, t('stream.title')),
      servers.element,
      h('div', { class: 'stream-columns' }, tail.element, person.element),
    ),
  );
  main.querySelector('h1')?.focus({ preventScroll: true });
  await servers.look();
  tail.connect();
  person.begin();
});
