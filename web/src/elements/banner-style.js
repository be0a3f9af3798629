/** The banner. */
export const bannerStyle = `
:host { display: block; }
:host([empty]) { display: none; }
.notice { position: relative; display: flex; align-items: flex-start; gap: 10px;
  padding: 6px 18px; padding-inline-end: 10px; color: var(--ink);
  background: color-mix(in srgb, var(--tone) 11%, var(--surface));
  border-block-end: 1px solid color-mix(in srgb, var(--tone) 30%, var(--surface)); }
.notice > .icon { margin-block: 5px; color: var(--tone); }
.text { flex: 1; min-width: 0; padding-block: 4px; }
.text > * { display: inline; }
.body { color: inherit; white-space: normal; }
@media (max-width: 480px) { .body { display: -webkit-box; } }
.rest { padding: 2px 18px 8px; font-size: 0.929em; font-weight: 600; color: var(--soft); }
.rest:hover { color: var(--ink); }
.open { text-decoration: underline; text-underline-offset: 2px; text-decoration-thickness: 1px;
  text-decoration-color: color-mix(in srgb, currentcolor 45%, transparent); }
.open:hover { text-decoration-color: currentcolor; }
`;
