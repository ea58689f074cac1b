// The rows of a rule: each row at fault with the sentence above it, and beside it the rows that the rule compared it with.
import { html } from "lit-html";
import { sortable } from "../parts/sortable.js";
import { statusTags } from "../parts/status.js";
import { value } from "../parts/value.js";
import { href } from "../router.js";
import { count, number } from "../words.js";
import { tickCell, tickHead } from "./rule-actions.js";

/** The one file that all rows on show come from, or "". */
const oneFile = (rows) => {
  const files = new Set(rows.map((row) => row.file).filter(Boolean));
  return files.size === 1 ? [...files][0] : "";
};

const head = (column) =>
  html`<th role="columnheader" scope="col">
    ${column.label}<span class="field">${column.field.split(/(?<=_)/).map((part) => html`${part}<wbr />`)}</span>
  </th>`;

/** What a row is and where it stands: "The episode before, line 123". */
const where = (label, row, file) =>
  html`<th role="rowheader" scope="row" class="who">
    <span class="rel">${label}</span
    >${row.line ? html`<span class="at">line ${number(row.line)}</span>` : ""}${row.file && row.file !== file ? html`<span class="mean">${row.file}</span>` : ""}
  </th>`;

const spoken = (text) => html`<span class="vh">${text} </span>`;

function ownCell(cell, column) {
  if (!cell) return html`<td role="cell"></td>`;
  return html`<td role="cell" data-k=${column.label} class=${cell.wrong ? "is-wrong" : ""}>
    ${cell.wrong ? spoken("At fault:") : ""}${value(cell)}
  </td>`;
}

function besideCell(cell, column) {
  if (!cell || (!cell.value && !cell.answers && !cell.wrong)) return html`<td role="cell"></td>`;
  const css = cell.wrong ? "is-wrong" : cell.answers ? "is-answer" : "";
  const said =
    cell.same && !cell.wrong
      ? html`<span class="same">same</span>`
      : value({ ...cell, wrong: cell.wrong || cell.answers });
  return html`<td role="cell" data-k=${column.label} class=${css}>
    ${cell.wrong ? spoken("At fault:") : cell.answers ? spoken("Compared with:") : ""}${said}
  </td>`;
}

const besideRow = (one, columns, file) =>
  html`<tr role="row" class="other">
    ${where(one.label, one, file)}${columns.map((column, at) => besideCell(one.cells[at], column))}
  </tr>`;

const absentRow = (text, columns) =>
  html`<tr role="row" class="other">
    <td role="cell" class="is-absent" colspan=${columns.length + 1}>${text}</td>
  </tr>`;

/** One error: its tick, child and sentence, then the rows, in order of time. */
function pair(set, row, file, rule, route) {
  const { columns } = set;
  const rows = 2 + row.beside.length + (row.absent ? 1 : 0);
  const plain =
    !row.absent && row.culprits.length === 0 && !row.beside.some((one) => one.cells.some((cell) => cell?.wrong)); // no cell is known to be wrong
  const childWrong = row.culprits.includes("CHILD");
  const at = (above) => row.beside.filter((one) => one.above === above).map((one) => besideRow(one, columns, file));
  return html`<tbody role="rowgroup" class="pair">
    <tr role="row" class="about">
      ${tickCell(set, row, rule, route, rows)}
      <td role="cell" rowspan=${rows} class="key ${childWrong ? "is-wrong" : ""}" data-k="Child">
        ${childWrong ? spoken("At fault:") : ""}<a
          class="child-id"
          href=${href(["findings", "child", row.child], route.filter)}
          >${row.child || "blank"}</a
        >${statusTags(row)}
      </td>
      <td role="cell" colspan=${columns.length + 1} class="evidence">
        ${row.evidence}${row.unclear ? html` <span class="soft">One of the red cells is wrong; the files don’t tell which.</span>` : ""}
      </td>
    </tr>
    ${at(true)}
    <tr role="row" class="at-fault ${plain ? "plain" : ""}">
      ${where(set.row_label, row, file)}${columns.map((column, index) => ownCell(row.cells[index], column))}
    </tr>
    ${at(false)} ${row.absent ? absentRow(row.absent, columns) : ""}
  </tbody>`;
}

/** What the marks mean, of those that are on show. */
function marks(set) {
  const cells = set.rows.flatMap((row) => [...row.cells, ...row.beside.flatMap((one) => one.cells)]);
  const shown = [
    cells.some((cell) => cell?.wrong) && html`<span><i class="k-wrong"></i>at fault</span>`,
    set.rows.some((row) => row.beside.length) && html`<span><i class="k-other"></i>compared with</span>`,
    set.rows.some((row) => row.absent) && html`<span><i class="k-absent"></i>not there</span>`,
    cells.some((cell) => cell?.same) && html`<span>“same”: as in the row at fault</span>`,
  ].filter(Boolean);
  return shown.length > 1 ? html`<p class="ev-key">${shown}</p>` : "";
}

/** The rows of one table. */
export function rowsTable(set, rule, route, go) {
  const file = oneFile(set.rows);
  return html`<h2 class="h3 set-title">
      ${set.label} <span class="meta">${[file, count(set.total, "row")].filter(Boolean).join(", ")}</span>
    </h2>
    ${marks(set)}
    <div class="scroll fits" tabindex="0" role="region" aria-label="${set.label}: rows that fail rule ${rule.code}">
      <table role="table" class="grid cards pairs w-rule">
        <caption class="vh">
          ${set.label}: rows that fail rule ${rule.code}, with what each was compared with
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${tickHead(set, rule, route)}${sortable(route, go, "child", "Child")}${sortable(route, go, "line", "Line")}${set.columns.map(head)}
          </tr>
        </thead>
        ${set.rows.map((row) => pair(set, row, file, rule, route))}
      </table>
    </div>`;
}
