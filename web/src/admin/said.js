import { Problem } from '../client/problem.js';
import { known, t } from '../page/words.js';

/**
 * A failure in words: in the page's own, where it has some for that code, else in the server's.
 *
 * @param {unknown} failure
 * @throws what is no Problem: that is a fault of the page
 */
export function said(failure) {
  if (!(failure instanceof Problem)) {
    throw failure;
  }
  if (failure.status === 0) {
    return t('refused.no-answer');
  }
  const key = `refused.${failure.code}`;
  const text = known(key) ? t(key) : failure.message;
  const seconds = Math.ceil((failure.retryAfter ?? 0) / 1000);
  return seconds > 0 ? `${text} ${t('refused.wait', { count: seconds })}` : text;
}
