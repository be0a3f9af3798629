/** @import {Notice} from '../tidings.js' */

/** What somebody has switched on in this browser. @typedef {{sound: boolean, desktop: boolean}} Alerts */

/**
 * @param {string} name of the user on the server
 * @returns {Alerts}
 */
export function alertsOf(name) {
  try {
    return { sound: false, desktop: false, ...JSON.parse(localStorage.getItem(keyOf(name)) ?? '{}') };
  } catch {
    return { sound: false, desktop: false };
  }
}

/**
 * @param {string} name
 * @param {Alerts} alerts
 */
export function keepAlerts(name, alerts) {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(alerts));
  } catch {
    // Forbidden here: they are off again with the next page.
  }
}

/** @param {string} name */
function keyOf(name) {
  return `${name} alerts`;
}

/** @type {AudioContext | undefined} */
let audio;

/** Two soft notes. A browser lets them be heard once somebody has clicked in the page. */
export function chime() {
  audio ??= new AudioContext();
  audio.resume();
  const start = audio.currentTime + 0.02;
  for (const [index, pitch] of [659.25, 880].entries()) {
    const at = start + index * 0.13;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.12, at + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.4);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.45);
  }
}

/**
 * Shows a notice outside of the page.
 *
 * @param {Notice} notice
 * @param {() => void} open when it is clicked
 */
export function notifyDesktop(notice, open) {
  try {
    const { id: tag, title, body } = notice;
    const shown = new Notification(title, { body, tag, dir: 'auto' });
    shown.onclick = () => {
      window.focus();
      shown.close();
      open();
    };
  } catch {
    // Phones show them from a service worker only.
  }
}
