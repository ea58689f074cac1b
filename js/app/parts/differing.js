// Two texts side by side that should be the same, and how many there are of each kind: for lists that are no errors.
import { html } from "lit-html";
import { href } from "../router.js";
import { cell, childLink, thead } from "./table.js";
import { count, number } from "../format.js";

/** What one of the two says, and where. */
export const side = (text, place) =>
  html`${text || html`<span class="soft">nothing</span>`}${place ? html`<span class="mean">${place}</span>` : ""}`;

/** The child, with the way to its page where the return has it. `more`: what else is to be said of it. */
export const childCell = (one, more = "") =>
  cell(
    "Child",
    html`${one.known ? childLink(one.child) : html`<span class="child-id">${one.child}</span>`}
    ${more ? html`<span class="mean">${more}</span>` : ""}`,
  );

const kind = (said, many, chosen, address) =>
  html`<li>
    ${
      said === chosen ? html`<strong>${said}</strong>` : html`<a href=${href(address, {}, { about: said })}>${said}</a>`
    }
    <span class="num">${number(many)}</span>
  </li>`;

/** Each kind with how many there are, to choose one: [said, many]. `all`: "Show all 12 differences" */
export const kinds = (title, counts, about, address, total, what) =>
  html`<h2>${title}</h2>
    <ul class="two-kinds">
      ${counts.map(([said, many]) => kind(said, many, about, address))}
    </ul>
    ${about && counts.length > 1 ? html`<p><a href=${href(address)}>Show all ${count(total, what)}</a></p>` : ""}`;

/** A table of differences: `row(one)` gives each, whose cells stand under `heads`. */
export const differences = (rows, row, heads, caption) =>
  html`<table role="table" class="grid cards two-lists">
    <caption class="vh">
      ${caption}
    </caption>
    ${thead(heads)}
    <tbody role="rowgroup">
      ${rows.map(row)}
    </tbody>
  </table>`;
