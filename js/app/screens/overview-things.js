// Overview: how many things to fix the errors come to, and the values that are one cause in many records. The worker
// needs the words of all rules for it, so it is asked once the rest is on screen.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { href } from "../router.js";
import { headRow } from "../parts/table.js";
import { count, number } from "../format.js";

const MOST = 5; // in sight; the others are folded

/** {things, patterns} of what the filter leaves; nothing until it is known. */
export const things = (route) =>
  query("things", "things", { ...route.filter, status: route.filter.status ?? "due" }).data;

/** What stands under the number of things to fix. */
export const thingsMeta = (found) =>
  found ? "An error with the same cause as another counts once" : "Looking for errors with one cause…";

/** Where the errors of a pattern are listed. */
const errorsOf = (pattern, route) =>
  href(["findings", "all"], { ...route.filter, table: pattern.table, ...(pattern.text && { text: pattern.text }) });

const line = (pattern, route) =>
  html`<tr role="row">
    <td role="cell" class="title"><a href=${errorsOf(pattern, route)}>${pattern.title}</a></td>
    <td role="cell" class="num soft">${count(pattern.children, "child", "children")}</td>
    <td role="cell" class="num">${count(pattern.errors, "error")}</td>
  </tr>`;

const table = (patterns, route) =>
  html`<table role="table" class="grid patterns" aria-labelledby="one-cause">
    <thead role="rowgroup" class="vh">
      ${headRow("Cause", "Children", "Errors")}
    </thead>
    <tbody role="rowgroup">
      ${patterns.map((pattern) => line(pattern, route))}
    </tbody>
  </table>`;

/** "One cause, many errors": a line for each value that is at fault in many records. */
export function patterns(found, route) {
  if (!found?.patterns.length) return "";
  const rest = found.patterns.slice(MOST);
  return html`<section class="section" aria-labelledby="one-cause">
    <h2 id="one-cause">One cause, many errors</h2>
    <p>
      ${found.patterns.length === 1 ? "This value is" : "These values are"} at fault in many records. Each is one thing
      to fix.
    </p>
    ${table(found.patterns.slice(0, MOST), route)}
    ${
      rest.length
        ? html`<details class="more">
            <summary>${number(rest.length)} more</summary>
            ${table(rest, route)}
          </details>`
        : ""
    }
  </section>`;
}
