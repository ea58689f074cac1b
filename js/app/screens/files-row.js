// One row of the table of files: a file, or the parts of a file that are used in one way.
import { html, nothing } from "lit-html";
import { dismissUnreadable, remove } from "../stores/files-store.js";
import { change, state } from "../state.js";
import { wrongIcon } from "../parts/icons.js";
import { copyDetails } from "../parts/fault.js";
import { count, number, size } from "../format.js";
import { canChange, changeForm, formKey, openForm } from "./files-change.js";
import { underName, whyNot } from "./files-notes.js";
import { sheetsTable } from "./files-sheets.js";

export const COLUMNS = 4;

async function removeFile(file, button) {
  const buttons = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".files .remove")]);
  const at = buttons().indexOf(button);
  await remove(file.id);
  // To the file that comes after, so that the next press is near.
  setTimeout(() => (buttons()[at] ?? buttons().at(-1) ?? document.querySelector("h1")).focus());
}

const changeButton = (file) =>
  html`<button
    type="button"
    class="linkish"
    id="do-${formKey(file)}"
    aria-expanded=${Boolean(state.ui[formKey(file)])}
    @click=${() => openForm(file)}
  >
    Change<span class="vh"> table or year of ${file.name}</span>
  </button>`;
const removeButton = (name, press, off = false) =>
  html`<button type="button" class="linkish remove" ?disabled=${off} @click=${press}>
    Remove<span class="vh"> ${name}</span>
  </button>`;
const actions = ({ file, isFirst }) =>
  html`<td role="cell" class="act">
    ${
      isFirst
        ? html`${canChange(file) ? changeButton(file) : ""}${removeButton(file.name, (event) =>
            removeFile(file, event.currentTarget),
          )}`
        : ""
    }
  </td>`;

const form = ({ file, isFirst }) =>
  isFirst && state.ui[formKey(file)]
    ? html`<tr role="row" class="form">
        <td role="cell" colspan=${COLUMNS}>${changeForm(file)}</td>
      </tr>`
    : "";

/** "OC2 (outcomes)" with what is in brackets on a line of its own. */
function labelled(label) {
  const [, name, meaning] = /^(\S+) \((.*)\)$/.exec(label) ?? [null, label, ""];
  return html`${name}${meaning ? html` <span class="mean">${meaning}</span>` : ""}`;
}

function readAs(parts) {
  if (parts.length === 1) return labelled(parts[0].label);
  const what = parts.every((part) => part.sheet) ? "sheet" : "table";
  return html`${count(parts.length, what)}${
    parts.length > 3
      ? ""
      : html` <span class="mean"
          >${parts.map((part) => `${part.table || part.label} ${number(part.rows)}`).join(", ")}</span
        >`
  }`;
}

export const rowsIn = (parts) => parts.reduce((sum, part) => sum + (part.rows ?? 0), 0);

function sheets({ file, parts }) {
  const all = parts.flatMap((part) => part.sheets);
  return all.length
    ? html`<tr role="row" class="sub">
        <td role="cell" colspan=${COLUMNS}>${sheetsTable(all, file.name)}</td>
      </tr>`
    : "";
}

export const usedRow = (row) =>
  html`<tr role="row" id="row-${row.key}" class=${row.parts.some((part) => part.sheets.length) ? "has-sub" : ""}>
      <td role="cell"><span class="name">${row.file.name}</span>${underName(row)}</td>
      <td role="cell" class="k" data-k="Read as">${readAs(row.parts)}</td>
      <td role="cell" class="k num" data-k="Rows">${number(rowsIn(row.parts))}</td>
      ${actions(row)}
    </tr>
    ${sheets(row)}${form(row)}`;

export const unusedRow = (row) =>
  html`<tr role="row" class="off" id="row-${row.key}">
      <td role="cell" colspan=${COLUMNS - 1}>
        <span class="name">${row.file.name}</span><span class="no">${whyNot(row)}</span>
      </td>
      ${actions(row)}
    </tr>
    ${form(row)}`;

/** The problem without the file's name before it, where the row names the file already. */
function sentence(problem, name) {
  const said = problem.startsWith(name) ? problem.slice(name.length).replace(/^\s*[:,]?\s*/, "") : problem;
  const whole = said[0].toUpperCase() + said.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

const badRow = (name, id, text, act) =>
  html`<tr role="row" class="bad" id=${id ?? nothing} tabindex=${id ? "-1" : nothing}>
    <td role="cell" colspan=${COLUMNS - 1}>
      <span class="name">${wrongIcon} ${name}</span><span class="no">${text}</span>
    </td>
    ${act}
  </tr>`;

export const problemRow = (row) =>
  badRow(row.file.name, `row-${row.key}`, sentence(row.file.problem, row.file.name), actions(row));

export const unreadableRow = (one) =>
  badRow(
    one.name,
    null,
    html`${sentence(one.problem, one.name)} ${one.details ? copyDetails(one.details) : ""}`,
    html`<td role="cell" class="act">${removeButton(one.name, () => dismissUnreadable(one))}</td>`,
  );

const progress = (one) =>
  one.read
    ? "Read."
    : one.reading
      ? "Reading…"
      : state.python.status === "ready"
        ? "Waiting its turn."
        : "Waiting for Python.";

export const waitingRow = (one) =>
  html`<tr role="row">
    <td role="cell"><span class="name">${one.name}</span><span class="no">${progress(one)}</span></td>
    <td role="cell" class="k"></td>
    <td role="cell" class="k num soft" data-k="Size">${size(one.size)}</td>
    <td role="cell" class="act">
      ${removeButton(
        one.name,
        () => change({ waiting: state.waiting.filter((other) => other !== one) }),
        one.reading || one.read,
      )}
    </td>
  </tr>`;
