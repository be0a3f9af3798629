/** The bell and its panel. */
export const bellStyle = `
:host { display: inline-block; position: relative; vertical-align: middle; }
.bell { position: relative; display: grid; place-items: center; width: 40px; height: 40px;
  border-radius: 10px; color: inherit; transition: background-color 0.12s; }
.bell:hover, .bell[aria-expanded='true'] { background: color-mix(in srgb, currentcolor 9%, transparent); }
.bell .icon { width: 22px; height: 22px; transform-origin: 50% 12%; }
.bell.ringing .icon { animation: ring 0.7s ease-in-out; }
@keyframes ring { 20% { rotate: 14deg; } 40% { rotate: -11deg; } 60% { rotate: 7deg; } 80% { rotate: -4deg; } }
.badge { position: absolute; inset-block-start: 1px; inset-inline-start: 55%; min-width: 18px;
  height: 18px; padding-inline: 4.5px; border-radius: 9px; font-size: 11px; font-weight: 700;
  line-height: 18px; text-align: center; font-variant-numeric: tabular-nums; pointer-events: none;
  color: var(--tidings-on-badge, #fff); background: var(--tidings-badge, #c62828);
  box-shadow: 0 0 0 2px var(--tidings-badge-ring, transparent); }
.panel { position: fixed; margin: 0; padding: 0; border: 0; width: min(400px, 100vw - 16px);
  max-height: min(640px, 100dvh - 16px); overflow: hidden; flex-direction: column;
  color: var(--ink); background: var(--surface); border-radius: var(--radius);
  box-shadow: var(--shadow); outline: none; }
.panel:popover-open { display: flex; animation: open 0.14s ease-out; }
@keyframes open { from { opacity: 0; translate: 0 -6px; } }
.head { display: flex; align-items: center; gap: 4px; padding: 12px 12px 4px 18px;
  padding-inline: 18px 12px; }
.head h2 { flex: 1; font-size: 1.143em; font-weight: 650; letter-spacing: -0.01em; }
.filters { display: flex; align-items: center; gap: 4px; padding: 4px 12px 10px;
  border-block-end: 1px solid var(--line); }
.filters button { height: 28px; padding-inline: 10px; border-radius: 14px; color: var(--soft);
  font-weight: 550; white-space: nowrap; }
.filters button:hover { color: var(--ink); background: var(--hover); }
.filters button[aria-pressed='true'] { color: var(--accent);
  background: color-mix(in srgb, var(--accent) 11%, transparent); }
.filters label { position: relative; margin-inline-start: auto; min-width: 0; color: var(--soft); }
.filters select { appearance: none; width: 100%; height: 28px; padding-inline: 8px 22px; border: 0;
  border-radius: 8px; text-overflow: ellipsis; background: none; cursor: pointer; }
.filters label:hover { color: var(--ink); }
.filters .icon { position: absolute; inset-block-start: 7px; inset-inline-end: 4px; width: 14px;
  height: 14px; pointer-events: none; }
.filters option { color: var(--ink); background: var(--surface); }
.news { position: absolute; z-index: 1; inset-block-start: -15px; inset-inline: 0; margin-inline: auto;
  width: fit-content; display: flex; align-items: center; gap: 4px; height: 30px;
  padding-inline: 10px 14px; border-radius: 15px; font-weight: 600; font-size: 0.929em;
  color: var(--on-accent); background: var(--accent); box-shadow: 0 4px 14px -4px #0006;
  animation: open 0.16s ease-out; }
.news .icon { width: 16px; height: 16px; stroke-width: 2; }
.list { position: relative; flex: 1; min-height: 0; display: flex; flex-direction: column; }
.scroll { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain;
  scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
.row { position: relative; display: flex; gap: 12px; padding: 13px 18px;
  content-visibility: auto; contain-intrinsic-size: auto 84px; }
.row + .row { border-block-start: 1px solid var(--line); }
.row:hover { background: var(--hover); }
.row:has(.dot) { background: color-mix(in srgb, var(--accent) 5%, var(--surface)); }
.row:has(.dot):hover { background: color-mix(in srgb, var(--accent) 9%, var(--surface)); }
.row:not(:has(.dot)) .title { font-weight: 500; }
.row .text { flex: 1; min-width: 0; display: grid; gap: 1px; align-content: start; }
.row .title { padding-inline-end: 18px; }
.row.expanded .body { display: block; }
.row .meta { margin-block-start: 2px; }
.open { text-align: start; outline: none; }
.open::after { content: ''; position: absolute; inset: 0; }
.open:focus-visible::after { outline: 2px solid var(--accent); outline-offset: -2px; }
.dot { position: absolute; inset-block-start: 19px; inset-inline-end: 18px; width: 9px; height: 9px;
  border-radius: 50%; background: var(--accent); }
.actions { position: absolute; inset-block-start: 8px; inset-inline-end: 10px; display: flex;
  border-radius: 10px; padding: 1px; background: var(--surface); opacity: 0;
  box-shadow: 0 0 0 1px var(--line), 0 2px 6px -2px #0003; transition: opacity 0.1s; }
.row:hover .actions, .actions:focus-within, .row:has(:focus-visible) .actions { opacity: 1; }
@media (hover: none) {
  .row { padding-inline-end: 10px; }
  .dot { inset-inline-end: 14px; }
  .actions { position: relative; inset: auto; align-self: end; opacity: 1; background: none;
    box-shadow: none; flex: none; margin-inline-start: -4px; }
  .tool { min-width: 36px; height: 36px; }
}
.more { display: block; width: 100%; padding: 14px; color: var(--accent); font-weight: 600;
  border-block-start: 1px solid var(--line); }
.more:hover { background: var(--hover); }
.message { display: grid; justify-items: center; gap: 4px; padding: 52px 28px 60px;
  text-align: center; color: var(--soft); }
.message .icon { width: 34px; height: 34px; margin-block-end: 8px; stroke-width: 1.2; }
.message strong { font-weight: 600; color: var(--ink); font-size: 1.071em; }
.message button { margin-block-start: 12px; height: 34px; padding-inline: 16px; border-radius: 9px;
  font-weight: 600; color: var(--on-accent); background: var(--accent); }
.note { padding: 8px 18px; font-size: 0.929em; color: var(--warning);
  background: color-mix(in srgb, var(--warning) 10%, var(--surface)); }
.bone { display: flex; gap: 12px; padding: 13px 18px; }
.bone i { display: block; border-radius: 6px; background: var(--line);
  animation: pulse 1.2s ease-in-out infinite alternate; }
.bone > i { width: 32px; height: 32px; border-radius: 50%; flex: none; }
.bone div { flex: 1; display: grid; gap: 8px; padding-block-start: 3px; }
.bone div i { height: 11px; width: 60%; }
.bone div i:last-child { width: 88%; }
@keyframes pulse { to { opacity: 0.45; } }
.close { display: none; }
@media (max-width: 480px) {
  .panel { inset: 0 !important; width: 100vw; height: 100dvh; max-height: none; border-radius: 0; }
  .close { display: grid; }
}
`;
