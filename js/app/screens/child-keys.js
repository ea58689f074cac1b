// A child's page by keyboard: j and k go from cause to cause, f, a, w and u do something with it, n and p go to another
// child.
import { html } from "lit-html";
import { areOn, listenFor, switchKeys } from "../focus/shortcut-keys.js";
import { state, setUi } from "../state.js";

const KEYS = [
  ["j", "next"],
  ["k", "previous"],
  ["f", "first fix"],
  ["a", "accept"],
  ["u", "undo"],
  ["n", "next child"],
];
const ALL = [
  ["j", "Go to the next thing to fix"],
  ["k", "Go to the one before"],
  ["f", "Apply the first fix that is offered for it"],
  ["a", "Accept its errors with a note"],
  ["w", "Ask the worker: put it into the letter"],
  ["u", "Undo the last change of this child"],
  ["n", "Next child"],
  ["p", "Previous child"],
  ["/", "Find a child, a rule or a word, on every page"],
];

/** @type {(selector: string, within?: ParentNode | null) => HTMLElement | null} */
const find = (selector, within = document) => within?.querySelector(selector) ?? null;

/** The causes in sight. Those that are folded are not among them. */
const causes = () =>
  /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".work > li[data-thing]")]).filter(
    (one) => one.offsetParent,
  );

const current = () => causes().find((one) => one.hasAttribute("aria-current")) ?? null;

function move(by) {
  const all = causes();
  if (!all.length) return false;
  const now = current();
  const at = now ? all.indexOf(now) + by : by > 0 ? 0 : all.length - 1;
  const to = all[Math.max(0, Math.min(at, all.length - 1))];
  setUi("thing", to.dataset.thing);
  const heading = find("h3", to);
  heading?.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
  return true;
}

/** Press what is there to be pressed: of the cause one is at, or of the page. */
function press(selector, within) {
  const target = find(selector, within ?? document);
  if (!target || target.getAttribute("aria-disabled") === "true") return false;
  target.click();
  return true;
}
const ofCause = (selector) => () => Boolean(current()) && press(selector, current());
const ofPage = (selector) => () => press(selector);

/** The keys of this screen, while it is on show. */
export const childKeys = () =>
  listenFor({
    j: () => move(1),
    k: () => move(-1),
    f: ofCause("[data-key=f]"),
    a: ofCause("[data-key=a]"),
    w: ofCause("[data-key=w]"),
    u: ofPage("[data-key=u]"),
    n: ofPage("[data-key=n]"),
    p: ofPage("[data-key=p]"),
  });

/** What a cause is called among those of all children. */
export const nameOf = (child, thing) => `${child.child}-${thing.n[0]}`;

/** Marks the cause that the keys are about; the first where none was gone to. */
export function isCurrent({ child, shown }, thing) {
  const is = (one) => nameOf(child, one) === state.ui.thing;
  return areOn() && (shown.some(is) ? is(thing) : thing === shown[0]);
}

/** The list of keys, with a way to switch them off. */
export function keyList() {
  const on = areOn();
  return html`<div class="keys no-print">
    ${
      on
        ? KEYS.map(([key, text]) => html`<span><kbd>${key}</kbd>${text}</span>`)
        : html`<span>Keys are switched off.</span>`
    }
    <details class="more">
      <summary>${on ? "All keys, or switch them off" : "Switch them on"}</summary>
      <dl>
        ${ALL.map(
          ([key, text]) =>
            html`<div>
              <dt><kbd>${key}</kbd></dt>
              <dd>${text}</dd>
            </div>`,
        )}
      </dl>
      <p>They do something only while no field has the focus.</p>
      <button type="button" class="govuk-button btn-2" aria-pressed=${!on} @click=${switchKeys}>Switch keys off</button>
    </details>
  </div>`;
}
