// The files in groups: which year, this year's, last year's, earlier years', lists, your own, not used.
import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { counted, droppedAmong, said } from "../stores/files-count.js";
import { state, setUi } from "../state.js";
import { jump } from "../focus/focus.js";
import { count, yearLabel } from "../format.js";
import { openQuestions } from "./files-ask.js";
import { formKey } from "./files-change.js";
import { isOfYears, looksOf } from "./files-notes.js";
import { COLUMNS, problemRow, rowsIn, unreadableRow, unusedRow, usedRow, waitingRow } from "./files-row.js";

/** How a part is used, as the name of a group; another council’s, by its name. */
function groupOf(part) {
  if (part.council) return part.council;
  if (part.role === "reference") return part.kind === "providers" ? "lists" : "own";
  return part.role === "earlier" ? `earlier ${part.year}` : part.role;
}

/** Sheets that are no table of the return are a note on the file they lie in, if that is used. */
function ignoredIn(file) {
  const isKnown = (part) => part.kind !== "unknown";
  return file.parts.some((part) => isKnown(part) && part.role !== "unused")
    ? file.parts.filter((part) => !isKnown(part) && part.sheet)
    : [];
}

/** {key, group, file, parts, ignored, isFirst} for a file and each way in which its parts are used. */
function rowsOf(file) {
  if (file.problem || !file.parts.length)
    return [
      { key: file.id, group: file.problem ? "problem" : "unused", file, parts: file.parts, ignored: [], isFirst: true },
    ];
  const ignored = ignoredIn(file);
  const groups = new Map();
  for (const part of file.parts)
    if (!ignored.includes(part)) groups.set(groupOf(part), [...(groups.get(groupOf(part)) ?? []), part]);
  return [...groups].map(([group, parts], at) => ({
    key: `${file.id}-${group}`,
    group,
    file,
    parts,
    ignored: at ? [] : ignored,
    isFirst: !at,
  }));
}

/** What needs a look comes first, then by rows. */
const ordered = (rows) =>
  rows.toSorted(
    (one, other) =>
      Number(looksOf(other).length > 0) - Number(looksOf(one).length > 0) || rowsIn(other.parts) - rowsIn(one.parts),
  );

const howMany = (rows) => droppedAmong(rows.map((row) => row.file));
const filesIn = (rows) => count(howMany(rows), "file");
const sumOf = (rows) => rows.reduce((sum, row) => sum + rowsIn(row.parts), 0);

function yearMeta(rows, tables) {
  return `${filesIn(rows)}, ${count(tables, "table")}, ${count(sumOf(rows), "row")}`;
}

/** "Which year? Answer question 4" */
function whichYear() {
  const at = openQuestions().flatMap((one, nth) => (isOfYears(one) ? [nth + 1] : []));
  return at.length
    ? `Which year? Answer ${at.length === 1 ? "question" : "questions"} ${at.join(", ")}`
    : "Which year?";
}

const group = (title, meta, rows, act = /** @type {unknown} */ ("")) =>
  html`<tbody role="rowgroup">
    <tr role="row" class="group">
      <th role="rowheader" scope="rowgroup" colspan=${COLUMNS}>${title} <span class="meta">${meta}</span>${act}</th>
    </tr>
    ${rows}
  </tbody>`;

const drawn = (rows, draw) => repeat(rows, (row) => row.key, draw);

function used(title, meta, rows) {
  return rows.length ? group(title, meta, drawn(ordered(rows), usedRow)) : "";
}

/** Those from before last year, a group for each year; folded but for what needs a look. */
function earlierYears(rows) {
  const theirs = Map.groupBy(
    rows.filter((row) => row.group.startsWith("earlier ")),
    (row) => row.parts[0].year,
  );
  const meta = (its) => {
    const tables = new Set(its.flatMap((row) => row.parts.map((part) => part.table))).size;
    return `${yearMeta(its, tables)}. Only read: not checked, never changed`;
  };
  return [...theirs]
    .toSorted(([one], [other]) => other - one)
    .map(([year, its]) => {
      const key = `earlier-${year}`;
      const isOpen = Boolean(state.ui[key]);
      const shown = isOpen ? its : its.filter((row) => looksOf(row).length || isChanging(row));
      const title = `Earlier years, ${yearLabel(year)}`;
      return group(title, meta(its), drawn(ordered(shown), usedRow), foldButton(key, isOpen, yearLabel(year)));
    });
}

const isChanging = ({ file }) => Boolean(state.ui[formKey(file)]);

const foldButton = (key, isOpen, of) =>
  html`<button type="button" class="linkish fold" aria-expanded=${isOpen} @click=${() => setUi(key, !isOpen)}>
    ${isOpen ? "Hide files" : "Show files"}<span class="vh"> of ${of}</span>
  </button>`;

function notUsed(problems, rest) {
  const n = howMany([...problems, ...rest]) + state.unreadable.length;
  return n
    ? group(
        "Not used",
        count(n, "file"),
        html`${state.unreadable.map(unreadableRow)}${drawn(problems, problemRow)}${drawn(rest, unusedRow)}`,
      )
    : "";
}

const MANY = 20;

/** Those that wait, the next ones by name: drawing hundreds at every file read would take longer than reading them. */
function waitingFiles() {
  const shown = state.waiting.filter((one) => !one.read).slice(0, MANY);
  const more = state.waiting.filter((one) => !one.read).length - shown.length;
  return group(
    state.python.status === "ready" ? "Being read" : "Waiting for Python",
    count(state.waiting.length, "file"),
    html`${shown.map(waitingRow)}${
      more
        ? html`<tr role="row">
            <td role="cell" colspan=${COLUMNS} class="soft">and ${count(more, "more file")}</td>
          </tr>`
        : ""
    }`,
  );
}

/** Those of councils that are not checked now, a line for each. */
function otherCouncils(rows) {
  const theirs = rows.filter((row) => row.parts.some((part) => part.council));
  const each = Map.groupBy(theirs, (row) => row.group);
  return theirs.length
    ? group(
        "Other councils",
        filesIn(theirs),
        [...each].map(
          ([council, its]) =>
            html`<tr role="row" class="off">
              <td role="cell" colspan=${COLUMNS}>
                <span class="name">${council}</span
                ><span class="no">${its[0].parts[0].why.replace(`Of ${council}. `, "")}</span>
                <details>
                  <summary>${filesIn(its)}</summary>
                  <ul class="govuk-list">
                    ${its.map((row) => html`<li>${row.file.name}</li>`)}
                  </ul>
                </details>
              </td>
            </tr>`,
        ),
      )
    : "";
}

export function filesTable() {
  const { files = [], year, tables_this: tablesThis = 0, tables_last: tablesLast = 0 } = state.files ?? {};
  const rows = files.flatMap(rowsOf);
  const of = (name) => rows.filter((row) => row.group === name);
  const named = (title, at) => (year ? `${title}, ${yearLabel(at)}` : title);
  return html`<table role="table" class="grid files" aria-labelledby="files-title">
    <caption class="h2" id="files-title">
      ${said(counted(state))}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">File and how it was read</th>
        <th role="columnheader" scope="col">Read as</th>
        <th role="columnheader" scope="col" class="num">Rows</th>
        <th role="columnheader" scope="col"><span class="vh">Actions</span></th>
      </tr>
    </thead>
    ${state.waiting.length ? waitingFiles() : ""}
    ${used(whichYear(), `${filesIn(of("waits"))}, not checked yet`, of("waits"))}
    ${used(named("This year", year), yearMeta(of("this"), tablesThis), of("this"))}
    ${used(named("Last year", year - 1), yearMeta(of("last"), tablesLast), of("last"))} ${earlierYears(rows)}
    ${used("Lists", filesIn(of("lists")), of("lists"))} ${used("Your own", filesIn(of("own")), of("own"))}
    ${otherCouncils(rows)} ${notUsed(of("problem"), of("unused"))}
  </table>`;
}

export const noFiles = () =>
  html`<section class="empty">
    <h2>No files yet</h2>
    <p>
      Drop in this year’s files, and last year’s too: about a third of the errors are disagreements between the two.
      With Ofsted’s list, placements are checked against it (<a href="#/help/providers">how to get the list</a>).
    </p>
  </section>`;

/** What can't be told for sure and no question settles. */
export function doubts() {
  const all = state.files?.doubts ?? [];
  return all.length
    ? html`<section class="make-sure">
        <h2 class="h3">Check these</h2>
        <ul class="govuk-list govuk-list--bullet">
          ${all.map((doubt) => html`<li>${doubt}</li>`)}
        </ul>
      </section>`
    : "";
}

/** Which years came together, and what is done with each. */
export function yearsLine() {
  const [many, ...done] = (state.files?.years ?? "").split(": ");
  return many
    ? html`<p class="years-line">
        <strong>${many}.</strong> ${done.join(": ")} To check another of them, change the
        ${many.includes(" councils") ? "council or the collection year" : "collection year"}.
      </p>`
    : "";
}

const firstSentence = (text) => text.split(/(?<=[^.\d])\. /)[0].replace(/\.$/, "");

/** What can't be used, above the table, each linked to its row. */
export function troubles() {
  const bad = (state.files?.files ?? []).filter((file) => file.problem);
  const n = droppedAmong(bad) + state.unreadable.length;
  if (!n) return "";
  return html`<div class="govuk-error-summary" role="alert" aria-labelledby="es">
    <h2 class="govuk-error-summary__title" id="es">${count(n, "file")} can’t be used</h2>
    <div class="govuk-error-summary__body">
      <ul class="govuk-list govuk-error-summary__list">
        ${bad.map(
          (file) =>
            html`<li>
              <a href="#/files" @click=${jump(`row-${file.id}`)}
                >${firstSentence(
                  file.problem.startsWith(file.name) ? file.problem : `${file.name}: ${file.problem}`,
                )}</a
              >
            </li>`,
        )}
        ${state.unreadable.map((one) => html`<li>${firstSentence(one.problem)}</li>`)}
      </ul>
    </div>
  </div>`;
}
