// Overview: errors due by theme and by team, as on the page for the manager, and what was accepted.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { bar } from "../parts/charts.js";
import { filtered, href } from "../router.js";
import { noName, th, thead } from "../parts/table.js";
import { count, number } from "../format.js";
import { countOf } from "./overview-since.js";

const OTHERS = /^(Others:|\d+ other teams$)/; // several in one line: nothing to filter by

/** A theme or a team, as a link to its errors. */
const named = (key, label) =>
  OTHERS.test(label) ? label : html`<a href=${href(["findings", "all"], { status: "due", [key]: label })}>${label}</a>`;

function table(id, heading, rows, whole) {
  if (!rows.length) return "";
  const most = Math.max(1, ...rows.map((one) => one.errors));
  return html`<section aria-labelledby=${id}>
    <h2 id=${id}>${heading}</h2>
    <table class="minilist" aria-labelledby=${id}>
      ${thead(noName, noName, th("Due now", "num meta"))}
      <tbody>
        ${rows.map(
          (one) =>
            html`<tr>
              <th scope="row">${named(id, one.label)}</th>
              <td class="barcell">${bar(one.errors / most)}</td>
              <td class="num">${number(one.errors)}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">All</th>
          <td></td>
          <td class="num">${number(whole)}</td>
        </tr>
      </tfoot>
    </table>
  </section>`;
}

/** By theme, and by team where a list of workers names teams. Of the whole return: a filter has no themes. */
export function themes(route) {
  if (Object.keys(route.filter).length) return "";
  const { data } = query("manager", "manager");
  if (!data) return "";
  return html`${table("theme", "By theme", data.themes, data.due)}${
    data.by_team ? table("team", "By team", data.teams, data.due) : ""
  }`;
}

export function accepted(view, route) {
  const n = countOf(view, "accepted");
  if (!n || route.filter.status === "accepted") return "";
  return html`<section aria-labelledby="acc">
    <h2 id="acc">Accepted</h2>
    <p>
      <a href=${filtered(route, { ...route.filter, status: "accepted" })}>${count(n, "error")} accepted with a note</a>.
      They are in no other number on this page.
    </p>
  </section>`;
}
