/**
 * The Idempotency-Key of what is being posted: the same while the content stays the same, so that
 * a second try after a lost answer posts nothing twice; a new one for other content.
 */
export class IdempotencyKey {
  #content = '';
  #key = '';

  /**
   * @param {unknown} body
   * @returns {string}
   */
  of(body) {
    const content = JSON.stringify(body);
    if (this.#key === '' || content !== this.#content) {
      this.#content = content;
      this.#key = unique();
    }
    return this.#key;
  }

  /** It was answered: the same content again is meant to be another notice. */
  spend() {
    this.#key = '';
  }
}

/** 128 random bits; `crypto.randomUUID` is there on https and localhost only. */
function unique() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
