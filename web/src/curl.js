/** @param {string} text @returns {string} one word for a POSIX shell */
export function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * A curl command.
 *
 * @param {string} url
 * @param {{token: string, body?: unknown, stream?: boolean}} options
 */
export function curl(url, { token, body, stream = false }) {
  return [
    `curl ${stream ? '-N ' : '-i '}${quoted(url)}`,
    `-H ${quoted(`Authorization: Bearer ${token}`)}`,
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(body))}`]),
  ].join(' \\\n  ');
}

/**
 * Puts text on the clipboard.
 *
 * @param {string} text
 * @returns {Promise<boolean>} false where the browser does not let a page do that
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
