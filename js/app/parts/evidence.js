// What a rule saw, drawn: the row at fault is white, what it was compared with grey, one above the other under the same
// columns; red marks the cell at fault, a dashed box what is not there. Where there is less room each error is a card.
import { html, nothing } from "lit-html";
import { noName, thead } from "./table.js";
import { number } from "../format.js";
import { value } from "./value.js";

const spoken = (text) => html`<span class="vh">${text} </span>`;

/** A field's name, which may break after its underscores. */
const fieldName = (field) => field.split(/(?<=_)/).map((part) => html`${part}<wbr />`);

/** A file's name, which may break after its folders. */
const fileName = (file) => file.split(/(?<=\/)/).map((part) => html`${part}<wbr />`);

const head = (column) =>
  html`<th role="columnheader" scope="col">
    ${column.label}<span class="field">${column.note || fieldName(column.field)}</span>
  </th>`;

/** What a row is and where it stands: "The episode before, line 123". */
const where = (label, row, file) =>
  html`<th role="rowheader" scope="row" class="who">
    <span class="rel">${label}</span>${row.line ? html`<span class="at">line ${number(row.line)}</span>` : ""}${
      row.file && row.file !== file ? html`<span class="mean">${fileName(row.file)}</span>` : ""
    }
  </th>`;

const bar = (share, over) =>
  html`<svg class="need-bar ${over ? "over" : ""}" aria-hidden="true">
    <rect class="t" x=".5" y=".5" width="99%" height="9" />
    <rect class="f" width="${100 * share}%" height="10" />
  </svg>`;

/**
 * What was found beside what is needed: "aged 14, 16 or over needed", or "52 of 91 days", with a bar as long as the
 * share where it falls short; where too much was found the bar is whole, and its lighter part is what is allowed.
 */
const measure = ({ lead, found, said, share, over, short }) =>
  share === null
    ? html`<span class="found">${lead} <strong>${found}</strong></span
        ><span class="vh">, </span><span class="mean">${said}</span>`
    : html`<span class="found"><strong>${found}</strong> ${said}</span>${short ? bar(share, over) : ""}`;

const isMeasure = (cell) => cell.found !== undefined;

/** What was counted, line by line: "12/03/2026 to 03/05/2026 C2 Full care order, 52 days". */
const lines = (counted) =>
  counted.map(
    ({ text, note }) =>
      html`<span class="counted"><span class="nowrap">${text}</span> <span class="mean">${note}</span></span>`,
  );

function content(cell) {
  if (isMeasure(cell)) return measure(cell);
  return cell.lines ? lines(cell.lines) : value(cell);
}

/** Nothing of a cell is worth a line of a card. */
const isBare = (cell) => !cell || (!cell.value && !cell.wrong && !cell.answers && !cell.lines && !isMeasure(cell));

function ownCell(cell, column, bare) {
  if (!cell) return html`<td role="cell" class=${bare ? "is-bare" : nothing}></td>`;
  const css = cell.wrong ? "is-wrong" : cell.read ? "is-read" : "";
  return html`<td role="cell" class="${css} ${bare ? "is-bare" : ""}">
    ${cell.wrong ? spoken("At fault:") : ""}${content(cell)}
  </td>`;
}

function besideCell(cell, bare) {
  if (isBare(cell)) return html`<td role="cell" class=${bare ? "is-bare" : nothing}></td>`;
  const css = cell.wrong ? "is-wrong" : cell.answers ? "is-answer" : "";
  const said =
    cell.same && !cell.wrong && !cell.answers
      ? html`<span class="same">same</span>`
      : value({ ...cell, wrong: cell.wrong || cell.answers });
  return html`<td role="cell" class=${css}>
    ${cell.wrong ? spoken("At fault:") : cell.answers ? spoken("Compared with:") : ""}${said}
  </td>`;
}

const besideRow = (one, file, bare) =>
  html`<tr role="row" class="other">
    ${where(one.label, one, file)}${one.cells.map((cell, at) => besideCell(cell, bare[at]))}
  </tr>`;

/** The names of the columns, for the card. Screen readers have them from the table's head. */
const names = (columns, bare) =>
  html`<tr class="col-names" aria-hidden="true">
    <td></td>
    ${columns.map((column, at) => html`<td class=${bare[at] ? "is-bare" : nothing}>${column.label}</td>`)}
  </tr>`;

const absentRow = (text, columns) =>
  html`<tr role="row" class="lacks">
    <td role="cell" class="is-absent" colspan=${columns.length + 1}>${text}</td>
  </tr>`;

/** No one cell is known to be wrong: the row as a whole has the mark. */
const isPlain = (row) =>
  !row.absent &&
  !row.cells.some((cell) => cell?.wrong) &&
  !row.culprits.length &&
  !row.beside.some((one) => one.cells.some((cell) => cell?.wrong));

/** One error: what leads (tick, child), the sentence unless its group says it, then the rows in order of time. */
function pair(set, row, file, lead) {
  const { columns } = set;
  const bare = columns.map((_, at) => [row, ...row.beside].every((one) => isBare(one.cells[at])));
  const said = row.said === false ? "" : row.evidence;
  const span = 2 + row.beside.length + (row.absent ? 1 : 0);
  const beside = (above) => row.beside.filter((one) => one.above === above).map((one) => besideRow(one, file, bare));
  return html`<tbody role="rowgroup" class="pair records-${Math.min(1 + row.beside.length, 4)}">
    ${
      lead || said
        ? html`<tr role="row" class="about">
            ${lead?.(row, span)}
            <td role="cell" colspan=${columns.length + 1} class="evidence ${said ? "" : "unsaid"}">${said}</td>
          </tr>`
        : ""
    }
    ${names(columns, bare)}${beside(true)}
    <tr role="row" class="at-fault ${isPlain(row) ? "plain" : ""}">
      ${where(set.row_label, row, file)}${columns.map((column, at) => ownCell(row.cells[at], column, bare[at]))}
    </tr>
    ${beside(false)} ${row.absent ? absentRow(row.absent, columns) : ""}
  </tbody>`;
}

const heading = (group, columns, leads) =>
  html`<tbody role="rowgroup" class="group">
    <tr role="row">
      <th role="rowheader" scope="rowgroup" colspan=${columns.length + 1 + leads}>
        <span class="h4">${group.title} (${number(group.total)})</span
        >${group.text ? html`<span class="fixit">${group.text}</span>` : ""}
      </th>
    </tr>
  </tbody>`;

/** What the marks mean, of those that are on show. */
export function marks(set) {
  const own = set.rows.flatMap((row) => row.cells);
  const beside = set.rows.flatMap((row) => row.beside.flatMap((one) => one.cells));
  const shown = [
    [...own, ...beside].some((cell) => cell?.wrong) && html`<span><i class="k-wrong"></i>at fault</span>`,
    own.some((cell) => cell?.read && !cell.wrong) && html`<span><i class="k-read"></i>also read by the rule</span>`,
    beside.length && html`<span><i class="k-other"></i>compared with</span>`,
    set.rows.some((row) => row.absent) && html`<span><i class="k-absent"></i>not there</span>`,
    beside.some((cell) => cell?.same) && html`<span>“same”: as in the row at fault</span>`,
  ].filter(Boolean);
  return shown.length > 1 ? html`<p class="ev-key">${shown}</p>` : "";
}

/** The file that all rows come from, or "". */
export function oneFile(rows) {
  const files = new Set(rows.map((row) => row.file).filter(Boolean));
  return files.size === 1 ? [...files][0] : "";
}

/** The rows of a table with what each was compared with.

    set: {row_label, columns: [{field, label, note}], rows, groups?: [{key, title, text, total}]}, rows as the worker's
    `rule` gives them: {cells, beside, absent, evidence, culprits, file, line, said, group}. A row whose `said` is false
    has no sentence of its own.
    caption  what the table holds, for screen readers
    first    the head of the column that says where a row stands
    heads    the heads of the columns that lead each error, `leads` of them; lead(row, span) gives their cells */
export function evidence(
  set,
  {
    caption,
    file = oneFile(set.rows),
    heads = /** @type {any} */ (""),
    leads = 0,
    lead = /** @type {any} */ (null),
    first = /** @type {any} */ (""),
  },
) {
  const { columns } = set;
  const groups = new Map((set.groups ?? []).map((group) => [group.key, group]));
  const begins = (row, at) => row.group !== set.rows[at - 1]?.group && groups.get(row.group)?.title;
  return html`<div class="ev scroll fits" tabindex="0" role="region" aria-label=${caption}>
    <table role="table" class="grid pairs">
      <caption class="vh">
        ${caption}
      </caption>
      ${thead(heads, first || noName, columns.map(head))}
      ${set.rows.map((row, at) => [
        begins(row, at) ? heading(groups.get(row.group), columns, leads) : "",
        pair(set, row, file, lead),
      ])}
    </table>
  </div>`;
}
