/** The toasts. */
export const toastsStyle = `
:host { display: contents; }
.stack { position: fixed; inset: auto 16px 16px auto; inset-inline: auto 16px; margin: 0; padding: 0;
  border: 0; width: min(380px, 100vw - 32px); overflow: visible; background: none; color: var(--ink); }
:host([placement^='top']) .stack { inset-block: 16px auto; }
:host([placement$='start']) .stack { inset-inline: 16px auto; }
.stack:popover-open { display: grid; gap: 10px; }
ol { display: grid; gap: 10px; }
.toast { position: relative; display: flex; gap: 12px; padding: 13px 10px 14px 14px;
  padding-inline: 14px 10px; border-radius: var(--radius); background: var(--surface);
  box-shadow: var(--shadow); animation: arrive 0.22s cubic-bezier(0.2, 0.9, 0.3, 1.1); }
@keyframes arrive { from { opacity: 0; translate: 0 14px; scale: 0.97; } }
.toast::before { content: ''; position: absolute; inset-block: 12px; inset-inline-start: 0; width: 3px;
  border-radius: 2px; background: var(--tone); }
.toast.INFO::before { display: none; }
.toast:hover { background: color-mix(in srgb, var(--ink) 3%, var(--surface)); }
.text { flex: 1; min-width: 0; align-self: center; }
.open { text-align: start; outline: none; }
.open::after { content: ''; position: absolute; inset: 0; border-radius: var(--radius); }
.open:focus-visible::after { outline: 2px solid var(--accent); outline-offset: 2px; }
.tool { position: relative; margin-block-start: -3px; flex: none; }
.rest { justify-self: center; height: 30px; padding-inline: 14px; border-radius: 15px;
  font-weight: 600; font-size: 0.929em; background: var(--surface); box-shadow: var(--shadow); }
.rest:hover { background: var(--hover); }
`;
