// What a change would do, tried on a copy once the user pauses, and said in a few words.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { change } from "../state.js";
import { count, number } from "../format.js";
import { href } from "../router.js";

const PAUSE = 500; // ms without a further tick or letter before the change is tried

const slots = new Map(); // place on screen -> {wanted, tried, timer}

/** What the call would do; null until that is known. */
export function trial(slot, method, ...args) {
  const now = JSON.stringify([method, args]);
  const known = slots.get(slot) ?? { wanted: "", tried: "", timer: 0 };
  slots.set(slot, known);
  if (now !== known.wanted) {
    clearTimeout(known.timer);
    known.wanted = now;
    known.timer = setTimeout(() => {
      known.tried = now;
      change();
    }, PAUSE);
  }
  if (now !== known.tried) return null;
  const { data, pending, fault } = query(slot, method, ...args);
  return pending || fault ? null : data;
}

/** "−63", "+2", "0": fewer or more errors. */
export function net(gone, made) {
  const fewer = gone - made;
  const css = fewer > 0 ? "better" : fewer < 0 ? "worse" : "";
  const text = fewer > 0 ? `−${number(fewer)}` : fewer < 0 ? `+${number(-fewer)}` : "0";
  return html`<strong class=${css}>${text}</strong>`;
}

/** What was tried: "−63 errors: 64 gone, 1 new". */
export const effect = ({ gone, new: made }) =>
  html`${net(gone, made)} ${count(Math.abs(gone - made), "error").replace(/^[\d,]+ /, "")}: ${number(gone)} gone,
  ${number(made)} new`;

/** Rules with how many of their errors go or come. */
export const byRule = (title, rules, none) =>
  html`<div>
    <h3 class="h4">${title}</h3>
    ${
      rules.length
        ? html`<ul>
            ${rules.map(
              (one) =>
                html`<li>
                  <a href=${href(["findings", "rule", one.code])}>${one.code}</a><span>${one.title}</span>
                  ${one.errors ? html`<span class="num">${number(one.errors)}</span>` : ""}
                </li>`,
            )}
          </ul>`
        : html`<p class="meta">${none}</p>`
    }
  </div>`;
