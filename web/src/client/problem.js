/**
 * Why a call failed: the server's problem document (RFC 9457), or no answer at all.
 */
export class Problem extends Error {
  /** @type {string | undefined} */
  code;
  /** @type {string | undefined} */
  field;
  /** @type {string | undefined} */
  limit;
  /** @type {number | undefined} */
  retryAfter;

  /**
   * @param {number} status 0 when nothing was answered
   * @param {string} detail one sentence for a person
   * @param {{code?: string, field?: string, limit?: string, retryAfter?: number}} [more]
   *     retryAfter is in ms
   */
  constructor(status, detail, more = {}) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    Object.assign(this, more);
  }

  /** Whether the same call may succeed later. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** @param {Response} response */
  static async of(response) {
    const seconds = Number(response.headers.get('Retry-After'));
    const retryAfter = seconds > 0 ? seconds * 1000 : undefined;
    try {
      const { detail, title, code, field, limit } = await response.json();
      return new Problem(response.status, detail ?? title, { code, field, limit, retryAfter });
    } catch {
      // A proxy in between answers with pages of its own.
      const said = `The server answered ${response.status}.`;
      return new Problem(response.status, said, { retryAfter });
    }
  }
}
