/** Colours, type and parts of all elements. A page changes them by the custom properties. */
export const style = `
:host {
  --accent: var(--tidings-accent, light-dark(#1f6b57, #7ccdb2));
  --on-accent: var(--tidings-on-accent, light-dark(#fff, #0c1f19));
  --surface: var(--tidings-surface, light-dark(#fff, #1d201e));
  --ink: var(--tidings-ink, light-dark(#1c1f1d, #edece8));
  --soft: color-mix(in srgb, var(--ink) 70%, var(--surface));
  --line: color-mix(in srgb, var(--ink) 12%, var(--surface));
  --hover: color-mix(in srgb, var(--ink) 5%, var(--surface));
  --warning: var(--tidings-warning, light-dark(#8a5600, #e8b45c));
  --critical: var(--tidings-critical, light-dark(#b3261e, #ff9a8f));
  --radius: var(--tidings-radius, 14px);
  --shadow: var(--tidings-shadow, 0 0 0 1px light-dark(#0001, #fff2), 0 16px 48px -12px light-dark(#0004, #000));
  font: 400 max(14px, 0.875rem)/1.45 sans-serif;
  font-family: var(--tidings-font, inherit);
  letter-spacing: normal;
  text-align: start;
}
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
:host([theme='auto']) { color-scheme: light dark; }
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
button, select, input { font: inherit; color: inherit; }
button { border: 0; background: none; padding: 0; cursor: pointer; }
h2, h3, p, ul, ol { margin: 0; padding: 0; font: inherit; list-style: none; }
a { color: inherit; text-decoration: none; }
:focus-visible, .open:focus-visible::after { outline: 2px solid var(--accent); outline-offset: -2px; }
.icon { display: block; width: 20px; height: 20px; flex: none; fill: none; stroke: currentcolor;
  stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.tool { display: grid; place-items: center; width: 34px; height: 34px; flex: none;
  border-radius: 9px; color: var(--soft); }
.tool:hover { background: var(--hover); color: var(--ink); }
.INFO { --tone: var(--accent); }
.WARNING { --tone: var(--warning); }
.CRITICAL { --tone: var(--critical); }
.emblem { display: grid; place-items: center; width: 32px; height: 32px; flex: none;
  border-radius: 50%; color: var(--tone);
  background: color-mix(in srgb, var(--tone) 12%, transparent); }
.text { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.title { font-weight: 600; }
.open { text-align: start; outline: none; }
.open::after { content: ''; position: absolute; inset: 0; border-radius: inherit; }
.body { color: var(--soft); white-space: pre-line; display: -webkit-box;
  -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.body:empty { display: none; }
.meta { color: var(--soft); font-size: 0.857em; }
.meta > * { display: inline-block; }
.meta > :not(:first-child)::before { content: '·'; margin-inline: 0.5em; }
.severity { color: var(--tone); font-weight: 600; }
.category::first-letter { text-transform: uppercase; }
@media (prefers-reduced-motion) {
  *, ::after { animation: none !important; transition: none !important; }
}
`;
