// Single keys that do something: only while no field has the focus, and only while they are switched on (WCAG 2.1.4).
import { announce } from "./announce.js";
import { change, state } from "../state.js";

let actions = new Map();

/** The keys of the screen on show: key -> what it does; `false` where there was nothing to do. */
export function listenFor(keys) {
  actions = new Map(Object.entries(keys));
}

export const areOn = () => !state.keysOff;

export function switchKeys() {
  const off = !state.keysOff;
  change({ keysOff: off });
  announce(off ? "Keys are switched off." : "Keys are switched on.");
}

const FIELDS = "input, select, textarea, [contenteditable]";

/** `always`: keys of every screen. */
export function keepKeys(always) {
  document.addEventListener("keydown", (event) => {
    if (!areOn() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing)
      return;
    const target = /** @type {Element} */ (event.target);
    if (target.closest(FIELDS)) return;
    const act = actions.get(event.key) ?? always[event.key];
    if (act && act() !== false) event.preventDefault();
  });
}
