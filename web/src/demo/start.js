import { loadWords, translate } from '../page/words.js';
import { demoAccounts } from './accounts.js';
import { Board } from './board.js';
import { Landing } from './landing.js';
import { OWN, Session } from './session.js';
import { Stage } from './stage.js';

const STAGE = '#side-by-side';

await loadWords(new URL('locales/', import.meta.url), ['en', 'ko']);
translate(document);
const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const accounts = await demoAccounts();

/** @param {string | null} why somebody is here again */
function land(why) {
  const landing = new Landing(accounts, why, location.hash.slice(1));
  main.replaceChildren(landing.element);
  landing.addEventListener('session', (event) => enter(/** @type {CustomEvent} */ (event).detail));
  landing.addEventListener('stage', () => {
    location.hash = STAGE;
  });
  landing.focus();
}

/** @param {Session} session */
function enter(session) {
  const board = new Board(session, accounts);
  session.addEventListener('end', (event) => {
    board.close();
    land(/** @type {CustomEvent} */ (event).detail);
  });
  main.replaceChildren(board.element);
}

/** @type {Stage | null} */
let stage = null;

/** Goes where the address says: both windows at once, or whoever this tab is. */
async function show() {
  stage?.close();
  stage = null;
  if (location.hash === STAGE && accounts.length > 0) {
    stage = new Stage();
    await stage.open(main);
    return;
  }
  const session = Session.saved(OWN);
  if (session) {
    enter(session);
  } else {
    land(null);
  }
}

addEventListener('hashchange', show);
await show();
