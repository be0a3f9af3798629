/** The settings in the panel of the bell. */
export const settingsStyle = `
.panel:has(> .settings) { min-height: min(520px, 100dvh - 16px); }
.settings { position: absolute; inset: 0; z-index: 2; display: flex; flex-direction: column;
  background: var(--surface); animation: open 0.14s ease-out; }
.settings .head { padding-inline-start: 10px; border-block-end: 1px solid var(--line);
  padding-block: 10px; }
.settings h2 { outline: none; }
:dir(rtl) > .back .icon { scale: -1 1; }
.said { color: var(--soft); font-size: 0.929em; }
fieldset { margin: 0; border: 0; padding: 16px 18px 4px; min-width: 0; }
fieldset + fieldset { border-block-start: 1px solid var(--line); margin-block-start: 12px; }
legend { float: inline-start; width: 100%; padding: 0; font-weight: 650; }
legend + * { clear: both; }
fieldset p { color: var(--soft); font-size: 0.929em; padding-block-end: 4px; }
.switch { display: flex; align-items: center; gap: 12px; min-height: 38px; cursor: pointer; }
.switch span { flex: 1; }
.switch span::first-letter { text-transform: uppercase; }
.switch input { appearance: none; position: relative; margin: 0; width: 36px; height: 22px;
  flex: none; border-radius: 11px; cursor: pointer; transition: background-color 0.15s;
  background: color-mix(in srgb, var(--ink) 48%, var(--surface)); }
.switch input::after { content: ''; position: absolute; inset-block: 3px; inset-inline-start: 3px;
  width: 16px; border-radius: 50%; background: #fff; transition: inset-inline-start 0.15s; }
.switch input:checked { background: var(--accent); }
.switch input:checked::after { inset-inline-start: 17px; background: var(--on-accent); }
.times { display: flex; gap: 16px; padding-block: 4px 18px; }
.times label { display: grid; gap: 4px; flex: 1; color: var(--soft); font-size: 0.929em; }
.times input { height: 36px; padding-inline: 10px; border: 1px solid var(--line); border-radius: 9px;
  min-width: 0; color: var(--ink); background: none; }
@media (forced-colors: active) {
  .switch input { border: 1px solid; }
  .switch input:checked { background: Highlight; }
}
`;
