// How far it is from all errors to what will stay: a line with numbers and a bar.
import { html, svg } from "lit-html";
import { href } from "../router.js";
import { count, number } from "../format.js";

const MOST = 4; // of those who can help, named

function trying(plan) {
  if (!plan.groups) return "Looking for what can be fixed…";
  if (plan.tried === plan.groups)
    return `${count(plan.groups, "group")} tried on a copy. Adding up what they do together…`;
  return `Trying ${count(plan.groups, "group")} on a copy, ${number(plan.tried)} done`;
}

function said(sums, now) {
  if (!sums.changes) return "No more changes are proposed.";
  const fewer = sums.gone - sums.new;
  const effect = sums.new ? ` (${number(sums.gone)} gone, ${number(sums.new)} new)` : "";
  return html`The plan would bring them to ${number(sums.after)}:
    <strong>${fewer === 0 ? "none" : number(fewer)} fewer</strong>${effect}, by ${count(sums.changes, "change")} in
    ${count(sums.steps, "group")}.${sums.safe < now ? ` ${number(sums.safe)} after the safe ones.` : ""}`;
}

function picture(start, now, sums) {
  const whole = Math.max(start, now, 1);
  const part = (errors) => (100 * Math.max(0, errors)) / whole;
  const gone = part(whole - now);
  const planned = part(sums ? now - sums.after : 0);
  const text = `Of ${count(whole, "error")}, ${number(whole - now)} are gone${
    sums ? `, the plan would remove ${number(now - sums.after)}, and ${number(sums.after)} would stay` : ""
  }`;
  return html`<svg role="img" aria-label=${text}>
    ${svg`<rect class="is-fixed" width="${gone}%" height="18"/>
      <rect class="is-planned" x="${gone}%" width="${planned}%" height="18"/>
      <rect class="is-left" x="${gone + planned}%" width="${100 - gone - planned}%" height="18"/>`}
  </svg>`;
}

/** "social worker 141, placements team 128 and 57 others". */
function helpers(asked) {
  const shown = asked.slice(0, MOST).map((one) => `${one.label.toLowerCase()} ${number(one.errors)}`);
  const rest = asked.slice(MOST).reduce((sum, one) => sum + one.errors, 0);
  return `${shown.join(", ")}${rest ? `, others ${number(rest)}` : ""}`;
}

function stays(sums) {
  const due = sums.asked.reduce((sum, one) => sum + one.errors, 0);
  const parts = [
    due && html`<a href="#/share">${number(due)} need somebody’s help</a> (${helpers(sums.asked)})`,
    sums.later &&
      html`<a href=${href(["findings", "all"], { status: "later" })}
        >${number(sums.later)} ${sums.later === 1 ? "is" : "are"} not due yet</a
      >`,
    sums.new && `${number(sums.new)} new`,
  ].filter(Boolean);
  return parts.map((one, at) => html`${at ? ", " : ": "}${one}`);
}

const step = (css, amount, text) =>
  html`<li>
    <span class="sw ${css}"></span><span><b>${number(amount)}</b> ${text}</span>
  </li>`;

export function way(plan, fix) {
  const { start, now, sums } = plan;
  const first =
    start === now ? `${count(now, "error")} now` : `${count(start, "error")} at the start, ${number(now)} now`;
  return html`<section class="way" aria-label="Progress">
    <div class="first">
      <strong>${first}</strong> <span role="status">${sums ? said(sums, now) : trying(plan)}</span>
    </div>
    ${picture(start, now, sums)}
    <ul class="steps">
      ${
        fix.changes
          ? step(
              "is-fixed",
              Math.abs(start - now),
              `${start < now ? "more" : "gone"}, by ${count(fix.changes, "change")}`,
            )
          : ""
      }
      ${
        sums
          ? html`${step("is-planned", now - sums.after, "the plan can remove")}${step(
              "is-left",
              sums.after,
              html`stay${stays(sums)}`,
            )}`
          : ""
      }
      ${
        sums?.accepted
          ? html`<li class="soft">
              ${count(sums.accepted, "accepted error is", "accepted errors are")} in no number here.
            </li>`
          : ""
      }
    </ul>
  </section>`;
}
