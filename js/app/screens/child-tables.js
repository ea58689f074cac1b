// All of a child's rows, table by table, with numbered marks at the cells in question and what is wrong below the row.
import { html, nothing } from "lit-html";
import { href } from "../router.js";
import { marker } from "../parts/marker.js";
import { value } from "../parts/value.js";
import { state } from "../state.js";
import { count, number, yearLabel } from "../words.js";

const NARROW = 6; // columns that still fit into half the width

export const rowId = (n) => `error-${n}`;

const shown = (table) => table.columns.map((column, index) => ({ ...column, index })).filter((column) => column.field !== "CHILD");

function noteRow(row, span, route) {
  return html`<tr role="row" class="note"><td role="cell"></td><td role="cell" colspan=${span}>${row.notes.map((note) => html`<div id=${rowId(note.n)} tabindex="-1">${marker(note.n)} <a href=${href(["findings", "rule", note.code], route.filter)}>${note.code}</a> ${note.text}</div>`)}</td></tr>`;
}

function tableRow(row, columns, route, lastYear) {
  const has = row.notes?.length > 0;
  const cell = ({ index, label }) => {
    const one = row.cells[index] ?? {};
    const marks = one.errors?.length ? html`${one.errors.map(marker)}` : "";
    return html`<td role="cell" data-k=${label} class=${marks ? "is-wrong" : ""}>${value(one, marks)}</td>`;
  };
  return html`<tr role="row" class="${has ? "has" : ""} ${row.last ? "last" : ""}">
      <td role="cell" class="num key" data-k="Line">${number(row.line)}${row.last ? html`<span class="mean">${lastYear}</span>` : ""}</td>
      ${columns.map(cell)}</tr>${has ? noteRow(row, columns.length, route) : ""}`;
}

function section(table, route, lastYear, narrow) {
  const columns = shown(table);
  const id = `t-${table.table}`;
  const files = (table.files ?? []).join(", ");
  const thisYear = table.rows.filter((row) => !row.last).length;
  const some = table.rows.length - thisYear;
  const meta = [files, count(thisYear, "row")].filter(Boolean).join(", ") + (some ? `. On grey: ${count(some, "row")} of last year’s return.` : "");
  return html`<section class="rows" aria-labelledby=${id}><h3 id=${id}>${table.label} <span class="meta">${meta}</span></h3>
    <div class="scroll" tabindex=${narrow ? nothing : "0"} role=${narrow ? nothing : "region"} aria-labelledby=${narrow ? nothing : id}><table role="table" class="grid cards marked ${narrow ? "" : `wide-${Math.min(columns.length, 16)}`}" aria-labelledby=${id}>
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col" class="num">Line</th>${columns.map((column) => html`<th role="columnheader" scope="col">${column.label}<span class="field">${column.field.replaceAll("_", "_\u200b")}</span></th>`)}</tr></thead>
      <tbody role="rowgroup">${table.rows.map((row) => tableRow(row, columns, route, lastYear))}</tbody></table></div></section>`;
}

export function childTables(child, route) {
  const lastYear = yearLabel((state.files?.year ?? 0) - 1);
  const filled = child.tables.filter((table) => table.rows.length);
  const wide = filled.filter((table) => shown(table).length > NARROW);
  const narrow = filled.filter((table) => shown(table).length <= NARROW);
  return html`${wide.map((table) => section(table, route, lastYear, false))}
    ${narrow.length ? html`<div class="cols cols-half cols-tables">${narrow.map((table) => section(table, route, lastYear, true))}</div>` : ""}`;
}
