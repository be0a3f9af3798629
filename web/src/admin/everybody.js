import { confirm } from '../page/confirmation.js';
import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { ALL } from './audience.js';
import { peopleOnline } from './estimate.js';

/** @import {Draft} from './draft.js' */
/** @import {Session} from './session.js' */

/**
 * Everybody is many: whoever means it types the word.
 *
 * @param {Session} session
 * @param {Draft} draft for everybody
 * @param {string} action what the button says that goes on
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>} whether to go on
 */
export async function reallyAll(session, draft, action, signal) {
  const people = await peopleOnline(session, draft.audience, signal);
  return confirm({
    title: t('confirm.all.title'),
    text: [h('p', { class: 'quote', dir: 'auto' }, draft.title), t('confirm.all.text'), people],
    action,
    word: ALL,
  });
}
