// What the tables have in common. A table that turns to cards or scrolls on a narrow screen (css) is no table to a
// screen reader any more but for its roles, so they are said.
import { html, nothing } from "lit-html";
import { href } from "../router.js";

/** Words for those who listen alone. */
export const hidden = (text) => html`<span class="vh">${text}</span>`;

/** The name over a column; `css`: "num" over numbers. */
export const th = (name, css = "") => html`<th role="columnheader" scope="col" class=${css || nothing}>${name}</th>`;

/** Over a column that needs no name. */
export const noName = html`<td role="cell"></td>`;

/** The names over the columns: texts, or headers of their own (th, sortable). What is false is left out. */
export const headRow = (...columns) =>
  html`<tr role="row">
    ${columns.flat().map((one) => (typeof one === "string" && one ? th(one) : one || ""))}
  </tr>`;

export const thead = (...columns) =>
  html`<thead role="rowgroup">
    ${headRow(...columns)}
  </thead>`;

/** A cell that on a card says its column's name before it. */
export const cell = (name, content, css = "") =>
  html`<td role="cell" class="key ${css}" data-k=${name}>${content}</td>`;

/** The way to a child's page; a blank id has none. */
export const childLink = (child, filter = {}, show = {}) =>
  child ? html`<a class="child-id" href=${href(["findings", "child", child], filter, show)}>${child}</a>` : "blank";
