/** The banner. */
export const bannerStyle = `
:host { display: block; }
:host([empty]) { display: none; }
.notice { position: relative; display: flex; align-items: flex-start; gap: 10px;
  padding: 9px 10px 9px 18px; padding-inline: 18px 10px; color: var(--ink);
  background: color-mix(in srgb, var(--tone) 11%, var(--surface));
  border-block-end: 1px solid color-mix(in srgb, var(--tone) 30%, var(--surface)); }
.notice > .icon { margin-block: 5px; color: var(--tone); }
.text { flex: 1; min-width: 0; padding-block: 4px; }
.text > * { display: inline; }
.title { margin-inline-end: 0.5em; }
.body { color: inherit; white-space: normal; }
.open { text-decoration: underline; text-underline-offset: 2px; text-decoration-thickness: 1px;
  text-decoration-color: color-mix(in srgb, currentcolor 45%, transparent); }
.open:hover { text-decoration-color: currentcolor; }
`;
