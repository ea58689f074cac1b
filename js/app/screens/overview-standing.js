// Overview: where the return stands: from the saved check to today's files to now, and what becomes of what is left.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { stack } from "../parts/charts.js";
import { isLeftToFix, thePlan } from "../stores/plan.js";
import { filtered, href } from "../router.js";
import { count, number } from "../format.js";
import { dayOf } from "./overview-since.js";

const FIXED = href(["findings", "all"], {}, { since: "files" });

const step = (css, big, what, meta) =>
  html`<li class=${css}><b>${big}</b><span>${what}</span><span class="meta">${meta}</span></li>`;

const minus = (n) => (n ? `−${number(n)}` : "0");
const plus = (n) => (n ? `+${number(n)}` : "0");

/** The saved check, and what today's files have that it hadn't. */
function then(saved, view, route) {
  if (!saved) return "";
  const fixed = saved.fixed ? html`<a href=${FIXED}>${number(saved.fixed)} fixed</a>` : "0 fixed";
  const to = filtered(route, { ...route.filter, status: "new" });
  const here = saved.put_right ? `, ${number(saved.put_right)} gone by your changes` : "";
  const made =
    saved.new > saved.put_right ? html`<a href=${to}>${number(saved.new)} new</a>` : `${number(saved.new)} new`;
  return html`${step("", number(saved.errors), `on ${dayOf(saved.label, view)}`, "saved check")}
  ${step("step", minus(saved.fixed), fixed, "in your system")}
  ${step("step", plus(saved.new), made, `in your system${here}`)}
  ${saved.accepted > 0 ? step("step", minus(saved.accepted), `${number(saved.accepted)} accepted`, "since") : ""}`;
}

/** What was changed here. */
function here({ start, gone, new: made, changes }) {
  if (!changes) return "";
  const log = html`<a href="#/fix">${number(gone)} gone</a>`;
  return html`${step("", number(start), "at the start", "today’s files")}
  ${step(
    "step",
    gone < made ? plus(made - gone) : minus(gone - made),
    html`${log}${made ? `, ${number(made)} new` : ""}`,
    `by ${count(changes, "change")} in Fix`,
  )}`;
}

function flow(data, view, route) {
  if (!data.saved && !data.changes) return "";
  return html`<ol class="flow">
    ${then(data.saved, view, route)} ${here(data)}
    ${step("", number(data.now), "now", `${number(data.due)} due, ${number(data.later)} later`)}
  </ol>`;
}

/** The parts of all errors: gone, what the plan can remove, what somebody has to help with, what isn't due yet. */
function parts({ start, now, later }, sums, route) {
  const asked = sums?.asked.reduce((sum, one) => sum + one.errors, 0) ?? 0;
  const status = (name) => filtered(route, { ...route.filter, status: name });
  const found = [
    { errors: Math.max(0, start - now), css: "is-fixed", text: "gone" },
    sums && { errors: now - sums.after, css: "is-planned", text: "the plan can remove", href: "#/fix" },
    sums && { errors: asked, css: "is-asked", text: "need somebody’s help", href: "#/share" },
    sums && { errors: sums.later, css: "is-left", text: "not due yet", href: status("later") },
    sums && { errors: sums.new, css: "is-new", text: "new, made by the plan" },
    !sums && { errors: now - later, css: "is-asked", text: "due now", href: status("due") },
    !sums && { errors: later, css: "is-left", text: "not due yet", href: status("later") },
  ];
  return found.filter((one) => one && one.errors > 0);
}

function bar(data, sums, route) {
  const shown = parts(data, sums, route);
  const whole = shown.reduce((sum, one) => sum + one.errors, 0);
  const said = shown.map((one) => `${number(one.errors)} ${one.text}`).join(", ");
  return html`${stack(
      shown.map((one) => ({ share: one.errors / whole, css: one.css })),
      `Of ${count(whole, "error")}: ${said}`,
    )}
    <ul class="parts">
      ${shown.map(
        (one) =>
          html`<li>
            <span class="sw ${one.css}"></span>${
              one.href
                ? html`<a href=${one.href}><b>${number(one.errors)}</b> ${one.text}</a>`
                : html`<span><b>${number(one.errors)}</b> ${one.text}</span>`
            }
          </li>`,
      )}
    </ul>`;
}

/** Of the whole return: a filter doesn't know how things went. */
export function standing(view, route) {
  if (Object.keys(route.filter).length) return "";
  const { data, pending } = query("standing", "standing");
  if (!data || !(data.now || data.start || data.saved)) return "";
  const plan = isLeftToFix() ? null : thePlan().data;
  return html`<section class="standing" aria-label="Where the return stands" aria-busy=${pending}>
    ${flow(data, view, route)} ${bar(data, plan?.done ? plan.sums : null, route)}
  </section>`;
}
