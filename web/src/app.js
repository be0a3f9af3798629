import { Board } from './board.js';
import { element } from './element.js';
import { LogIn } from './log-in.js';
import { Session } from './session.js';

/** @type {HTMLDetailsElement} */
const log = element('log');
log.open = matchMedia('(min-width: 60rem)').matches;

const logIn = new LogIn();
logIn.addEventListener('session', (event) => enter(/** @type {CustomEvent} */ (event).detail));

/** @param {Session} session */
function enter(session) {
  const board = new Board(session);
  session.addEventListener('end', (event) => {
    board.close();
    document.title = 'Tidings';
    logIn.show(/** @type {CustomEvent} */ (event).detail);
  });
  board.open();
}

const session = Session.saved();
if (session) {
  enter(session);
} else {
  logIn.show(null, location.hash.slice(1));
}
