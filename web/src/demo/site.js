import { loadWords, t, translate } from '../page/words.js';
import * as bundle from '../tidings.js';
import { hear, instant, tell } from './messages.js';
import { OWN, Session } from './session.js';

/** @import {Order} from './messages.js' */
/** @import {TidingsClient} from '../tidings-client.js' */

// What the script tag brings; its types tell of notices only.
const { tidings } = /** @type {{tidings: TidingsClient}} */ (/** @type {unknown} */ (bundle));

// A page with users of its own asks its own server for a token here.
const session = Session.saved(decodeURIComponent(location.hash.slice(1)) || OWN);
tidings.tokenProvider = async () => session?.token;

tidings.addEventListener('connection', () => tell({ type: 'connection', status: tidings.connection }));
tidings.addEventListener('state', () => tell({ type: 'counts', ...tidings.counts }));
/** What is on this page now, whether it came by the stream or with the list. */
let newest = tidings.list({ limit: 20 });
/** @type {Set<string>} */
const told = new Set();

function tellWhatIsHere() {
  for (const { eventId } of [...(newest?.items ?? []), ...(newest?.news ?? [])]) {
    if (!told.has(eventId)) {
      told.add(eventId);
      tell({ type: 'notice', eventId, at: instant() });
    }
  }
}

tidings.addEventListener('user', () => {
  newest?.close();
  newest = tidings.list({ limit: 20 });
});
tidings.addEventListener('state', tellWhatIsHere);
tidings.addEventListener('notice', tellWhatIsHere);

/** @type {(order: Order) => void} */
const obey = ({ type }) => (type === 'leave' ? tidings.disconnect() : tidings.connect());
hear(() => parent, obey);

// A page of one's own decides where a notice leads: here, to a part of the page.
addEventListener('tidings-open', (event) => {
  const { notice } = /** @type {CustomEvent} */ (event).detail;
  const place = document.getElementById(notice.data?.section ?? '');
  if (place !== null) {
    event.preventDefault();
    /** @type {any} */ (document.querySelector('tidings-bell'))?.close();
    place.scrollIntoView({ block: 'center' });
    place.classList.add('is-meant');
    setTimeout(() => place.classList.remove('is-meant'), 2_000);
  }
});

await loadWords(new URL('locales/', import.meta.url), ['en', 'ko']);
translate(document);
// They looked for the page's language before it was known.
for (const element of document.querySelectorAll('tidings-bell, tidings-toasts, tidings-banner')) {
  element.setAttribute('lang', document.documentElement.lang);
}
const who = /** @type {HTMLElement} */ (document.getElementById('who'));
who.textContent = session?.user.id ?? '';
const hello = /** @type {HTMLElement} */ (document.getElementById('hello'));
hello.textContent = session === null ? t('site.nobody') : t('site.hello', { user: session.user.id });

// Two of these stand side by side, and so do their landmarks.
for (const part of document.querySelectorAll('header, main')) {
  part.setAttribute('aria-label', `Riverside Court, ${who.textContent}`);
}
