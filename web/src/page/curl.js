/** @param {string} text @returns {string} one word for a POSIX shell */
export function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * A curl command that does what the page does.
 *
 * @param {string} method
 * @param {string | URL} url
 * @param {{token?: string, body?: unknown, headers?: Record<string, string>, stream?: boolean}}
 *     [options] token: without it the command takes the shell's $TOKEN, so that what is copied is no
 *     secret
 */
export function curl(method, url, { token, body, headers = {}, stream = false } = {}) {
  const authorization =
    token === undefined
      ? '"Authorization: Bearer $TOKEN"'
      : quoted(`Authorization: Bearer ${token}`);
  const verb = method === (body === undefined ? 'GET' : 'POST') ? '' : `-X ${method} `;
  const lines = [`curl ${stream ? '-N' : '-i'} ${verb}${quoted(String(url))}`, `-H ${authorization}`];
  const all = body === undefined ? headers : { 'Content-Type': 'application/json', ...headers };
  for (const [name, value] of Object.entries(all)) {
    lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body !== undefined) {
    lines.push(`-d ${quoted(JSON.stringify(body))}`);
  }
  return lines.join(' \\\n  ');
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
