/** Colours, type and controls of all elements. A page changes them by the custom properties. */
export const style = `
:host {
  --accent: var(--tidings-accent, light-dark(#1f6b57, #7ccdb2));
  --on-accent: var(--tidings-on-accent, light-dark(#fff, #0c1f19));
  --surface: var(--tidings-surface, light-dark(#fff, #1d201e));
  --ink: var(--tidings-ink, light-dark(#1c1f1d, #edece8));
  --soft: var(--tidings-soft, light-dark(#5b605c, #a6aba6));
  --line: var(--tidings-line, light-dark(#e5e4e0, #343935));
  --hover: color-mix(in srgb, var(--ink) 5%, var(--surface));
  --info: var(--tidings-info, light-dark(#35618a, #8db7de));
  --warning: var(--tidings-warning, light-dark(#8a5600, #e8b45c));
  --critical: var(--tidings-critical, light-dark(#b3261e, #ff9a8f));
  --radius: var(--tidings-radius, 14px);
  --shadow: var(--tidings-shadow, 0 0 0 1px light-dark(#0000000f, #ffffff14),
    0 4px 10px -4px light-dark(#0000001f, #0009), 0 18px 48px -12px light-dark(#00000038, #000c));
  font-family: var(--tidings-font, inherit);
  font-size: max(14px, 0.875rem);
  font-weight: 400;
  font-style: normal;
  line-height: 1.45;
  letter-spacing: normal;
  text-align: start;
}
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
:host([theme='auto']) { color-scheme: light dark; }
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
button, select, input { font: inherit; color: inherit; }
button { border: 0; background: none; padding: 0; cursor: pointer; touch-action: manipulation; }
h2, h3, p, ul, ol { margin: 0; padding: 0; font: inherit; list-style: none; }
a { color: inherit; text-decoration: none; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.icon { display: block; width: 20px; height: 20px; flex: none; fill: none; stroke: currentcolor;
  stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.tool { display: grid; place-items: center; min-width: 32px; height: 32px; border-radius: 8px;
  color: var(--soft); transition: background-color 0.12s, color 0.12s; }
.tool:hover { background: color-mix(in srgb, var(--ink) 8%, transparent); color: var(--ink); }
.INFO { --tone: var(--info); }
.WARNING { --tone: var(--warning); }
.CRITICAL { --tone: var(--critical); }
.emblem { display: grid; place-items: center; width: 32px; height: 32px; flex: none;
  border-radius: 50%; color: var(--tone);
  background: color-mix(in srgb, var(--tone) 12%, transparent); }
.emblem .icon { width: 18px; height: 18px; }
.severity { color: var(--tone); font-weight: 600; }
.title { font-weight: 600; overflow-wrap: anywhere; }
.body { color: var(--soft); overflow-wrap: anywhere; white-space: pre-line;
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.body:empty { display: none; }
.meta { color: var(--soft); font-size: 0.857em; display: flex; flex-wrap: wrap; column-gap: 0.5em; }
.meta > :not(:first-child)::before { content: '·'; margin-inline-end: 0.5em; color: var(--soft);
  font-weight: 400; }
.category { display: inline-block; }
.category::first-letter { text-transform: uppercase; }
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { animation: none !important; transition: none !important;
    scroll-behavior: auto !important; }
}
@media (forced-colors: active) {
  .dot, .badge { forced-color-adjust: none; }
}
`;
