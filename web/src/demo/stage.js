import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { bar } from './bar.js';
import { PostPanel } from './post-panel.js';
import { Session } from './session.js';
import { SiteWindow } from './site-window.js';
import { WireLog } from './wire-log.js';

/** Whose windows are shown. */
const PEOPLE = ['alice', 'bob'];
const POSTER = 'admin';

/** Two users side by side, and a panel to post from. Only in the demo, where passwords are known. */
export class Stage {
  #end = new AbortController();

  /** Logs in whom it needs, and shows itself. @param {HTMLElement} main */
  async open(main) {
    document.title = `${t('stage.title')} · Tidings`;
    main.replaceChildren(h('p', { class: 'waiting', role: 'status' }, t('stage.opening')));
    try {
      const [poster, ...people] = await Promise.all([POSTER, ...PEOPLE].map(sessionOf));
      if (poster && !this.#end.signal.aborted) {
        main.replaceChildren(this.#show(poster, people));
        main.querySelector('h1')?.focus({ preventScroll: true });
      }
    } catch {
      main.replaceChildren(
        h(
          'p',
          { class: 'waiting', role: 'alert' },
          t('refused.no-answer'),
          ' ',
          h('button', { type: 'button', onclick: () => this.open(main) }, t('again')),
        ),
      );
    }
  }

  close() {
    this.#end.abort();
  }

  /**
   * @param {Session} poster
   * @param {Session[]} people
   */
  #show(poster, people) {
    const { signal } = this.#end;
    const panel = new PostPanel(
      poster,
      people.map(({ user }) => user),
    );
    const windows = people.map((session) => {
      const { user } = session;
      const site = new SiteWindow(user, user.id, signal);
      site.addEventListener('notice', (event) =>
        panel.arrived(user.id, /** @type {CustomEvent} */ (event).detail),
      );
      site.addEventListener('again', () => session.call('GET', 'session').catch(() => {}));
      return site.element;
    });
    const [first] = people;
    return h(
      'div',
      { class: 'board' },
      bar(
        h('a', { class: 'button', href: 'admin/' }, t('landing.console')),
        h('a', { class: 'button quiet', href: './' }, t('stage.leave')),
      ),
      h(
        'main',
        { class: 'stage' },
        h(
          'div',
          { class: 'stage-head' },
          h('h1', { tabindex: '-1' }, t('stage.title')),
          h('p', { class: 'lead' }, t('stage.lead')),
        ),
        panel.element,
        h('div', { class: 'windows' }, windows),
        first ? new WireLog(first, true, signal).element : null,
        embed(),
      ),
    );
  }
}

/** How the same bell comes into a page of one's own. */
function embed() {
  const code = [
    '<script type="module" src="https://tidings.example/tidings.js"></script>',
    '<tidings-bell></tidings-bell>',
  ].join('\n');
  return h(
    'section',
    { class: 'card embed', 'aria-labelledby': 'embed-heading' },
    h('h2', { id: 'embed-heading' }, t('embed.title')),
    h('p', {}, t('embed.text')),
    h('pre', { class: 'command', tabindex: '0' }, code),
  );
}

/** The user's session in this tab, from before a reload if there is one. @param {string} name */
async function sessionOf(name) {
  const session = Session.saved(name) ?? (await Session.open(name, name, name));
  try {
    await session.call('GET', 'session');
    return session;
  } catch {
    return Session.open(name, name, name);
  }
}
