/**
 * Everything that a page gets by one script tag. `tidings.js` is made from it: `npm run build`.
 */
import { workAt } from './client/stream-worker.js';
import { TidingsBanner } from './elements/tidings-banner.js';
import { TidingsBell } from './elements/tidings-bell.js';
import { TidingsToasts } from './elements/tidings-toasts.js';
import { SERVER } from './tidings-client.js';

export { addLanguage } from './elements/words.js';
export { TidingsClient, tidings } from './tidings-client.js';
export { TidingsBanner, TidingsBell, TidingsToasts };

if (globalThis.customElements) {
  customElements.define('tidings-banner', TidingsBanner);
  customElements.define('tidings-bell', TidingsBell);
  customElements.define('tidings-toasts', TidingsToasts);
} else {
  workAt(SERVER);
}
