// Overview: what is not due yet, and what changed since the saved check.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { filtered, href } from "../router.js";
import { state, setUi } from "../state.js";
import { count, longDate, number } from "../format.js";

/** "14 January", with its year only where it isn't this check's. */
export const dayOf = (label, view) => label.replace(` ${view.checked_on.slice(0, 4)}`, "");

/** "285 fewer than on 14 January". */
export function fewer(view) {
  const less = view.since.was - view.errors;
  const day = dayOf(view.since.label, view);
  return less ? `${number(Math.abs(less))} ${less > 0 ? "fewer" : "more"} than on ${day}` : `as many as on ${day}`;
}

/** How many errors have a status. */
export const countOf = (view, status) => view.statuses?.find((one) => one.status === status)?.errors ?? 0;

/** What can't be said before the year's end, in one line; its rules where it is opened. */
export function notDueYet(view, route) {
  const later = countOf(view, "later");
  if (!later || route.filter.status) return "";
  const end = `31 March ${view.year}`;
  const rules = [...new Set(view.not_due.flatMap((one) => one.rules))];
  const open = Boolean(state.ui.notDue);
  const toggle = (event) => setUi("notDue", event.target.open);
  const filter = { ...route.filter, status: "later" };
  const counts = open ? (query("not due", "overview", filter).data?.by_rule ?? []) : [];
  return html`<details class="later-line" ?open=${open} @toggle=${toggle}>
    <summary><span>${number(later)} not due until ${end}</span>, in ${count(rules.length, "rule")}</summary>
    ${view.not_due.map((one) => html`<p class="meta">${one.reason}</p>`)}
    <ul>
      ${counts.map(
        (rule) =>
          html`<li>
            <a href=${href(["findings", "rule", rule.code], filter)}><strong>${rule.code}</strong> ${rule.title}</a>:
            ${count(rule.errors, "error")}
          </li>`,
      )}
    </ul>
    <p><a href=${filtered(route, filter)}>Show only these ${count(later, "error")}</a></p>
  </details>`;
}

export const asAtLine = (view) => `As at ${longDate(view.as_at)}. `;
