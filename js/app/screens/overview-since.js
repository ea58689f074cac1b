// Overview: what is due now and what later, and what changed since the saved check.
import { html } from "lit-html";
import { stack } from "../parts/charts.js";
import { filtered } from "../router.js";
import { codeRuns, count, longDate, number, percent } from "../words.js";

/** "14 January", with its year only where it isn't this check's. */
export const dayOf = (label, view) => label.replace(` ${view.checked_on.slice(0, 4)}`, "");

/** "285 fewer than on 14 January". */
export function fewer(view) {
  const less = view.since.was - view.errors;
  const day = dayOf(view.since.label, view);
  return less ? `${number(Math.abs(less))} ${less > 0 ? "fewer" : "more"} than on ${day}` : `as many as on ${day}`;
}

export const wasShare = ({ since }) =>
  since.was_children ? `, was ${((100 * since.was_children_with_error) / since.was_children).toFixed(1)}%` : "";

export function sinceStrip(view, route) {
  const { since } = view;
  if (!since || Object.keys(route.filter).length) return "";
  const all = since.fixed + since.new + since.still;
  const said = `${count(all, "error")} in either check: ${number(since.fixed)} fixed, ${number(since.new)} new, ${number(since.still)} still there`;
  const to = (status) => filtered(route, { ...route.filter, status });
  const only = (status, text) => (since[status] ? html`<a href=${to(status)}>${text}</a>` : text);
  const part = (status, said) => ({
    share: since[status] / all,
    css: `is-${status}`,
    ...(said && { href: to(status), said }),
  }); // what is fixed is in no list
  return html`<div class="change">
    <div class="key">
      <strong>Since ${dayOf(since.label, view)}</strong>
      <span><span class="sw is-fixed"></span>${number(since.fixed)} fixed</span
      ><span><span class="sw is-new"></span>${only("new", `${number(since.new)} new`)}</span
      ><span><span class="sw is-still"></span>${only("still", `${number(since.still)} still there`)}</span>
    </div>
    ${
      all
        ? stack(
            [part("fixed"), part("new", "Filter by new"), part("still", "Filter by still there")].filter(
              (one) => one.share,
            ),
            said,
          )
        : ""
    }
  </div>`;
}

function reason({ reason: text, rules }) {
  const runs = codeRuns(rules);
  return html`<p class="meta">
    ${text} ${rules.length === 1 ? "Rule" : "Rules"}
    ${runs.length > 1 ? `${runs.slice(0, -1).join(", ")} and ${runs.at(-1)}` : runs[0]}.
  </p>`;
}

export function nowOrLater(view, route) {
  const of = Object.fromEntries((view.statuses ?? []).map((one) => [one.status, one.errors]));
  if (!view.errors || !of.later) return "";
  const end = `31 March ${view.year}`;
  const share = (status) => of[status] / view.errors;
  const to = (status) => filtered(route, { ...route.filter, status });
  const line = (status, css, text) =>
    html`<tr>
      <th scope="row"><span class="sw ${css}"></span><a href=${to(status)}>${text}</a></th>
      <td class="num">${number(of[status])}</td>
      <td class="num soft">${percent(share(status))}</td>
    </tr>`;
  return html`<section aria-labelledby="due">
    <h2 id="due">Now or later</h2>
    ${stack(
      [
        { share: share("due"), css: "is-due", href: to("due"), said: "Filter by due now" },
        { share: share("later"), css: "is-later-part", href: to("later"), said: "Filter by not due yet" },
      ].filter((one) => one.share),
      `${count(of.due, "error")} due now, ${number(of.later)} not due until ${end}`,
    )}
    <table class="minilist" aria-labelledby="due">
      <tbody>
        ${line("due", "is-due", "Due now")}${line("later", "is-later-part", `Not due until ${end.replace(/ \d+$/, "")}`)}
      </tbody>
    </table>
    ${view.not_due.map(reason)}
  </section>`;
}

export const asAtLine = (view) => `As at ${longDate(view.as_at)}. `;
