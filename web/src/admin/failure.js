import { Problem } from '../client/problem.js';
import { t } from '../page/words.js';
import { said } from './said.js';

/** @import {NoticeForm} from './notice-form.js' */

/**
 * Shows why the server refused a notice: at the field it is about, else below the form.
 *
 * @param {unknown} failure
 * @param {NoticeForm} form
 * @param {HTMLElement} below
 */
export function showFailure(failure, form, below) {
  const text = said(failure);
  const { field, code, limit, passing } = /** @type {Problem} */ (failure);
  const place = code === 'audience-forbidden' ? 'audience' : field?.replace(/[[.].*/, '');
  const atField = code === 'invalid-value' ? `${field} ${limit}` : text;
  if (place === undefined || !form.complain(new Map([[place, atField]]))) {
    below.textContent = passing ? `${text} ${t('compose.again')}` : text;
  }
}
