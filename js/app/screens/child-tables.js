// All of a child's rows, table by table, with numbered marks at the cells at fault; what is wrong stands in the list
// above.
import { html, nothing } from "lit-html";
import { marker } from "../parts/marker.js";
import { value } from "../parts/value.js";
import { fetchFile } from "../stores/downloads.js";
import { state, setUi } from "../state.js";
import { byHand, cellButton, cellForm } from "./child-edit.js";
import { th, thead } from "../parts/table.js";
import { count, number, yearLabel } from "../format.js";

const NARROW = 6; // columns that still fit into half the width

// Columns that are read together stand together, one below the other.
const TOGETHER = [
  { label: "Home, placement", fields: ["HOME_POST", "PL_POST"] },
  { label: "Where placed", fields: ["PL_LA", "PL_LOCATION", "PL_DISTANCE"] },
];

const rowId = (n) => `error-${n}`;

/** Where the row of an error stands: the id of its first cell. Of several errors of a row the first gives the name. */
export function placeOf(child, n) {
  const rows = child.tables.flatMap((table) => table.rows);
  return rowId(rows.find((row) => row.notes.some((note) => note.n === n))?.notes[0].n ?? n);
}

/** The columns as shown: {label, parts}, each part with its place in the cells. */
function shown(table) {
  const found = [];
  const atFault = (index) => table.rows.some((row) => row.cells[index].errors.length);
  for (const [index, column] of table.columns.entries()) {
    if (column.field === "DOB" && table.table !== "Header" && !atFault(index)) continue; // said above and in Header
    const together = TOGETHER.find((one) => one.fields.includes(column.field));
    const there = together && found.find((one) => one.together === together);
    if (there) there.parts.push({ ...column, index });
    else found.push({ label: column.label, together, parts: [{ ...column, index }] });
  }
  for (const one of found) if (one.parts.length > 1) one.label = one.together.label;
  return found;
}

/** What the file holds, where it was changed. */
const before = ({ was }) =>
  was ? html`<span class="was-old"><span class="vh">changed from </span><s>${was.value || "blank"}</s></span>` : "";

const part = (cell, together, later) => html`${now(cell, together, later)}${before(cell)}`;

function now(cell, together, later) {
  const marks = cell.errors?.length ? html`${cell.errors.map((n) => marker(n, later.has(n)))}` : "";
  if (!together) return value(cell, marks);
  const { value: text, short, meaning } = cell;
  return html`<span class="stacked"
    >${marks && !text ? html`<span class="code">blank</span>` : short || meaning || text} ${marks}</span
  >`;
}

function tableRow(table, row, columns, { route, lastYear, later }) {
  const has = row.notes.length > 0;
  const marks = (row.marks ?? []).map((n) => marker(n, later.has(n)));
  const editing = byHand() && !row.last;
  const shownPart = (index, together, field, label) => {
    const content = part(row.cells[index], together, later);
    return editing ? cellButton(table.table, row, { field, label }, row.cells[index], content) : content;
  };
  const cell = ({ label, parts }) => {
    const cells = parts.map(({ index }) => row.cells[index]);
    const errors = cells.flatMap((one) => one.errors ?? []);
    const css = errors.length
      ? errors.every((n) => later.has(n))
        ? "is-wrong is-later"
        : "is-wrong"
      : cells.some((one) => one.read)
        ? "is-read"
        : "";
    const changed = cells.some((one) => one.was) ? "is-changed" : "";
    return html`<td role="cell" data-k=${label} class="${css} ${changed}">
      ${parts.map((one) => shownPart(one.index, parts.length > 1, one.field, one.label))}
    </td>`;
  };
  return html`<tr
      role="row"
      id=${row.line && !row.last ? `line-${table.table}-${row.line}` : nothing}
      class="${has ? "has" : ""} ${row.last ? "last" : ""}"
    >
      <td
        role="cell"
        class="num key"
        data-k="Line"
        id=${has ? rowId(row.notes[0].n) : nothing}
        tabindex=${has ? "-1" : nothing}
      >
        ${number(row.line)} ${marks}${row.last ? html` <span class="mean">${lastYear}</span>` : ""}
      </td>
      ${columns.map(cell)}
    </tr>
    ${
      editing
        ? cellForm(
            table.table,
            row,
            table.columns.map((column, index) => ({ ...column, value: row.cells[index].value })),
            columns.length,
          )
        : ""
    }`;
}

function section(table, columns, about) {
  const id = `t-${table.table}`;
  const narrow = columns.length <= NARROW;
  // On a phone a table shows its cells in question only, unless it has none.
  const faults = table.rows.some((row) => row.notes.length);
  const whole = !faults || byHand() || state.ui[`whole-${id}`];
  const thisYear = table.rows.filter((row) => !row.last).length;
  const last = table.rows.length - thisYear;
  const meta =
    [...table.files, count(thisYear, "row")].join(", ") +
    (last ? `. On grey: ${count(last, "row")} of last year’s return.` : "");
  return html`<section class="rows">
    <h3 id=${id}>${table.label} <span class="meta">${meta}</span></h3>
    ${
      faults
        ? html`<button
            type="button"
            class="linkish on-phone"
            aria-expanded=${Boolean(whole)}
            @click=${() => setUi(`whole-${id}`, !whole)}
          >
            ${whole ? "Show only the cells in question" : "Show whole rows"}<span class="vh"> of ${table.label}</span>
          </button>`
        : ""
    }
    <div
      class="scroll"
      tabindex=${narrow ? nothing : "0"}
      role=${narrow ? nothing : "region"}
      aria-labelledby=${narrow ? nothing : id}
    >
      <table role="table" class="grid cards marked ${whole ? "whole" : ""}" aria-labelledby=${id}>
        ${thead(
          th("Line", "num"),
          columns.map(({ label, parts }) =>
            th(html`${label}<span class="field">${parts.map((one) => html`${one.field} `)}</span>`),
          ),
        )}
        <tbody role="rowgroup">
          ${table.rows.map((row) => tableRow(table, row, columns, about))}
        </tbody>
      </table>
    </div>
    <p class="as-csv">
      <button
        type="button"
        class="linkish"
        @click=${() => fetchFile("csv", "child", { child: about.child, table: table.table })}
      >
        Download as CSV<span class="vh"> the rows of ${table.label}</span>
      </button>
    </p>
  </section>`;
}

export function childTables(child, route) {
  const lastYear = yearLabel((state.files?.year ?? 0) - 1);
  const rank = ({ table }) => ({ Episodes: 0, Header: 2 })[table] ?? 1; // episodes first: most errors are there
  const all = child.tables
    .toSorted((one, other) => rank(one) - rank(other))
    .map((table) => ({ table, columns: shown(table) }));
  const wide = all.filter(({ columns }) => columns.length > NARROW);
  const narrow = all.filter(({ columns }) => columns.length <= NARROW);
  const later = new Set(child.errors.filter((error) => error.status.includes("later")).map((error) => error.n));
  const draw = ({ table, columns }) => section(table, columns, { route, lastYear, later, child: child.child });
  return html`${wide.map(draw)}${narrow.length ? html`<div class="tables">${narrow.map(draw)}</div>` : ""}`;
}
