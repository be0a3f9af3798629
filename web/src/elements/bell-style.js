/** The bell and its panel. */
export const bellStyle = `
:host { display: inline-block; vertical-align: middle; }
.bell { position: relative; display: grid; place-items: center; width: 40px; height: 40px;
  border-radius: 10px; }
.bell:hover, .bell[aria-expanded='true'] { background: color-mix(in srgb, currentcolor 9%, transparent); }
.bell .icon { width: 22px; height: 22px; }
.badge { position: absolute; top: 1px; inset-inline-start: 55%; min-width: 18px;
  padding-inline: 4.5px; border-radius: 9px; font-size: 11px; font-weight: 700; line-height: 18px;
  text-align: center; color: var(--tidings-on-badge, #fff); background: var(--tidings-badge, #c62828);
  animation: open 0.14s; }
.panel { position: fixed; margin: 0; padding: 0; border: 0; width: min(400px, 100vw - 16px);
  overflow: hidden; flex-direction: column; color: var(--ink); background: var(--surface);
  border-radius: var(--radius); box-shadow: var(--shadow); outline: none; }
.panel:popover-open { display: flex; animation: open 0.14s; }
@keyframes open { from { opacity: 0; translate: 0 -6px; } }
.head { display: flex; align-items: center; gap: 4px; padding: 12px 18px 4px; padding-inline-end: 12px; }
.head h2 { flex: 1; font-size: 1.143em; font-weight: 600; }
.filters { display: flex; align-items: center; gap: 4px; padding: 4px 12px 10px;
  border-block-end: 1px solid var(--line); color: var(--soft); }
.filters button { padding: 4px 10px; border-radius: 14px; font-weight: 600; white-space: nowrap; }
.filters button:hover, .filters label:hover, .row:hover, .more:hover { background: var(--hover); }
.filters button[aria-pressed='true'] { color: var(--accent);
  background: color-mix(in srgb, var(--accent) 11%, transparent); }
.filters label { position: relative; margin-inline-start: auto; min-width: 0; border-radius: 8px; }
.filters select { appearance: none; width: 100%; height: 28px; padding-inline: 8px 22px; border: 0;
  text-overflow: ellipsis; background: none; cursor: pointer; }
.filters .icon { position: absolute; top: 7px; inset-inline-end: 4px; width: 14px;
  height: 14px; pointer-events: none; }
.list { position: relative; display: flex; flex-direction: column; min-height: 0; flex: 1; }
.scroll { overflow-y: auto; overscroll-behavior: contain; }
.news { position: absolute; z-index: 1; top: 8px; inset-inline: 0; margin: auto;
  width: fit-content; display: flex; align-items: center; gap: 4px; height: 30px; padding-inline: 12px;
  border-radius: 15px; font-weight: 600; color: var(--on-accent); background: var(--accent);
  animation: open 0.14s; }
.news .icon { width: 16px; height: 16px; }
.row { position: relative; display: flex; gap: 12px; padding: 13px 18px; }
.row + .row, .more { border-block-start: 1px solid var(--line); }
.unread { background: color-mix(in srgb, var(--accent) 5%, var(--surface)); }
.unread:hover { background: color-mix(in srgb, var(--accent) 9%, var(--surface)); }
.row:not(.unread) .title { font-weight: 500; }
.row .text { display: grid; gap: 1px; }
.row .title { padding-inline-end: 18px; }
.title:has([aria-expanded='true']) + .body { display: block; }
.dot { position: absolute; top: 19px; inset-inline-end: 18px; width: 9px; height: 9px;
  border-radius: 50%; background: var(--accent); }
.actions { position: absolute; top: 8px; inset-inline-end: 10px; display: flex;
  border-radius: 10px; background: var(--surface); opacity: 0; box-shadow: 0 0 0 1px var(--line); }
.row:hover .actions, .row:focus-within .actions { opacity: 1; }
@media (hover: none) {
  .actions { position: relative; inset: auto; align-self: center; opacity: 1; background: none;
    box-shadow: none; margin-inline: -8px; }
  .dot { top: 11px; inset-inline: 43px auto; }
}
.more { width: 100%; padding: 14px; color: var(--accent); font-weight: 600; }
.message { padding: 52px 28px; text-align: center; color: var(--soft); }
.message .icon { width: 34px; height: 34px; margin: 0 auto 12px; stroke-width: 1.2; }
.message strong { display: block; color: var(--ink); }
.message button { margin: 14px; padding: 7px 16px; border-radius: 9px; font-weight: 600;
  color: var(--on-accent); background: var(--accent); }
.note { padding: 8px 18px; color: var(--warning);
  background: color-mix(in srgb, var(--warning) 10%, var(--surface)); }
.note:empty, [name='close'] { display: none; }
.bones { height: 420px; margin: 0 18px; animation: fade 1s infinite alternate; background:
  linear-gradient(#0000 16px, var(--line) 0 28px, #0000 0 38px, var(--line) 0 50px, #0000 0)
  0/70% 84px repeat-y; }
@keyframes fade { to { opacity: 0.4; } }
@media (max-width: 480px) {
  .panel { inset: 0 !important; width: 100vw; height: 100dvh; max-height: none !important;
    border-radius: 0; }
  [name='close'] { display: grid; }
}
`;
