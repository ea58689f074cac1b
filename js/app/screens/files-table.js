// The files: what each was taken for, what was assumed, and the forms to change that.
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { changePart, dismissUnreadable, remove } from "../reading.js";
import { change, state, unfold } from "../state.js";
import { jump } from "../jump.js";
import { wrongIcon } from "../parts/icons.js";
import { copyDetails } from "../parts/fault.js";
import { count, number, size, yearLabel } from "../words.js";

const KINDS = { providers: "Provider list", workers: "Workers and teams", saved: "Saved check", unknown: "Not recognised" };
const tableLabel = (name) => state.about?.tables.find((one) => one.name === name)?.label ?? name;
const takenFor = (part) => (part.kind === "table" ? tableLabel(part.table) : KINDS[part.kind] ?? "Not recognised");

/** One row of the table: a file, or the parts of a file that are used in one way. */
function rowsOf(files) {
  const rows = [];
  for (const file of files) {
    if (file.problem) {
      rows.push({ key: `${file.id}`, file, role: "problem", parts: file.parts });
      continue;
    }
    const roles = new Map();
    for (const part of file.parts) roles.set(part.role, [...(roles.get(part.role) ?? []), part]);
    for (const [role, parts] of roles) rows.push({ key: `${file.id}-${role}`, file, role, parts });
    if (!file.parts.length) rows.push({ key: `${file.id}`, file, role: "unused", parts: [] });
  }
  return rows;
}

function assumed({ file, parts }) {
  const said = [...file.notes];
  if (parts.length > 1) {
    said.push(parts.filter((part) => part.kind !== "unknown").map((part) => `${part.kind === "table" ? part.table : KINDS[part.kind]} ${number(part.rows)}`).join(", ") + ".");
    for (const part of parts) for (const note of part.notes) said.push(`${part.sheet || part.table}: ${note}`);
  } else for (const part of parts) said.push(...part.notes);
  return said.filter(Boolean).map((one) => (/[.!?]$/.test(one) ? one : one + ".")).join(" ") || "Read as it is.";
}

const yearOf = (parts) => {
  if (!parts.length) return "";
  if (parts.every((part) => part.kind !== "table" && part.kind !== "saved")) return parts.some((part) => part.kind === "unknown") ? "" : "any";
  const years = [...new Set(parts.map((part) => part.year).filter(Boolean))];
  return years.length ? years.map(yearLabel).join(", ") : "not known";
};

const takenText = (parts) => {
  if (parts.length > 1) return count(parts.length, "table");
  return parts.length ? takenFor(parts[0]) : "Not recognised";
};

const formKey = (file) => `change-${file.id}`;
const canChange = (file) => !file.problem && file.parts.some((part) => part.kind === "table" || part.kind === "unknown");

function changeForm(file) {
  const years = state.about?.years ?? [];
  const focusButton = () => setTimeout(() => document.getElementById(`do-${formKey(file)}`)?.focus());
  const close = () => {
    unfold(formKey(file), false);
    focusButton();
  };
  const submit = async (event) => {
    event.preventDefault();
    const data = new FormData(event.target);
    for (const part of file.parts) {
      const table = data.get(`table-${part.part}`);
      const year = Number(data.get(`year-${part.part}`)) || null;
      if (table === null || (table === (part.table ?? "") && year === (part.year ?? null))) continue;
      if (!await changePart(file.id, part.part, table || null, year)) return;
    }
    close(); // the row may have moved to another group
  };
  const fields = (part) => html`<div class="change-part" role="group" aria-label=${part.sheet || file.name}>
    ${file.parts.length > 1 ? html`<strong class="change-name">${part.sheet || takenFor(part)}</strong>` : ""}
    <div><label class="govuk-label" for="t-${file.id}-${part.part}">Take it for</label><select class="govuk-select" id="t-${file.id}-${part.part}" name="table-${part.part}">
      <option value="" ?selected=${!part.table}>${part.kind === "unknown" ? "Not used" : KINDS[part.kind] ?? "Not used"}</option>
      ${state.about?.tables.map((one) => html`<option value=${one.name} ?selected=${part.table === one.name}>${one.label}</option>`)}</select></div>
    <div><label class="govuk-label" for="y-${file.id}-${part.part}">Collection year</label><select class="govuk-select" id="y-${file.id}-${part.part}" name="year-${part.part}">
      <option value="" ?selected=${!part.year}>From its dates</option>
      ${years.map((one) => html`<option value=${one.year} ?selected=${part.year === one.year}>${one.label}</option>`)}
      ${years.length && !years.some((one) => one.year === years[0].year - 1) ? html`<option value=${Math.min(...years.map((one) => one.year)) - 1} ?selected=${part.year === Math.min(...years.map((one) => one.year)) - 1}>${yearLabel(Math.min(...years.map((one) => one.year)) - 1)}</option>` : ""}</select></div>
  </div>`;
  return html`<form class="change-form" @submit=${submit} data-escape @leave=${() => close()}>
    ${file.parts.map(fields)}
    <div class="row-btn"><button class="govuk-button" type="submit">Save</button><button class="govuk-button btn-2" type="button" @click=${close}>Cancel</button></div>
  </form>`;
}

function openForm(file) {
  const open = !state.open[formKey(file)];
  unfold(formKey(file), open);
  if (open) setTimeout(() => document.querySelector(`#row-${file.id} ~ tr.form select, #row-${file.id} + tr.form select`)?.focus());
}

async function removeFile(file, button) {
  const buttons = () => [...document.querySelectorAll(".files .remove")];
  const at = buttons().indexOf(button);
  await remove(file.id);
  // To the file that comes after, so that the next press is near.
  setTimeout(() => (buttons()[at] ?? buttons().at(-1) ?? document.querySelector("h1")).focus());
}

function fileRow(row, first) {
  const { file, parts, role } = row;
  const bad = role === "problem";
  const rows = parts.reduce((sum, part) => sum + (part.rows ?? 0), 0);
  const open = first && state.open[formKey(file)];
  return html`<tr role="row" id=${first ? `row-${file.id}` : nothing} tabindex=${bad ? "-1" : nothing} class=${bad ? "bad" : ""}>
      <td role="cell"><span class="name">${bad ? wrongIcon : ""} ${file.name}</span><span class="assumed">${bad ? html`Can’t be used: ${sentence(file.problem, file.name)}` : assumed(row)}</span></td>
      <td role="cell" class="k" data-k="Taken for">${bad && !parts.length ? "" : takenText(parts)}</td>
      <td role="cell" class="k nowrap" data-k="Year">${yearOf(parts)}</td>
      <td role="cell" class="k num" data-k="Rows">${number(rows)}</td>
      <td role="cell" class="act">${first ? html`${canChange(file) ? html`<button type="button" class="linkish" id="do-${formKey(file)}" aria-expanded=${Boolean(open)} @click=${() => openForm(file)}>Change<span class="vh"> table or year of ${file.name}</span></button>` : ""}<button type="button" class="linkish remove" @click=${(event) => removeFile(file, event.currentTarget)}>Remove<span class="vh"> ${file.name}</span></button>` : ""}</td>
    </tr>
    ${open ? html`<tr role="row" class="form"><td role="cell" colspan="5">${changeForm(file)}</td></tr>` : ""}`;
}

/** The problem without the file's name before it, where the row names the file already. */
function sentence(problem, name) {
  const said = problem.startsWith(name) ? problem.slice(name.length).replace(/^\s*[:,]?\s*/, "") : problem;
  return /[.!?]$/.test(said) ? said : said + ".";
}

const waitingRow = (one) => html`<tr role="row">
    <td role="cell"><span class="name">${one.name}</span><span class="assumed">${one.read ? "Read." : one.reading ? "Reading…" : state.engine.status === "ready" ? "Waiting its turn." : "Waiting for Python."}</span></td>
    <td role="cell" class="k"></td><td role="cell" class="k"></td>
    <td role="cell" class="k num soft" data-k="Size">${size(one.size)}</td>
    <td role="cell" class="act"><button type="button" class="linkish" ?disabled=${one.reading || one.read} @click=${() => change({ waiting: state.waiting.filter((other) => other !== one) })}>Remove<span class="vh"> ${one.name}</span></button></td>
  </tr>`;

const unreadableRow = (one) => html`<tr role="row" class="bad">
    <td role="cell"><span class="name">${wrongIcon} ${one.name}</span><span class="assumed">${sentence(one.problem, one.name)} ${one.details ? copyDetails(one.details, state) : ""}</span></td>
    <td role="cell" class="k"></td><td role="cell" class="k"></td><td role="cell" class="k num" data-k="Rows">0</td>
    <td role="cell" class="act"><button type="button" class="linkish" @click=${() => dismissUnreadable(one)}>Remove<span class="vh"> ${one.name}</span></button></td>
  </tr>`;

export function filesTable() {
  const files = state.files?.files ?? [];
  if (!files.length && !state.waiting.length && !state.unreadable.length) {
    return html`<section class="empty"><h2>No files yet</h2><p>Drop in this year’s files, and last year’s too: about a third of the errors are disagreements between the two. With Ofsted’s provider list, placements are checked against it (<a href="#/help/providers">how to get the list</a>).</p></section>`;
  }
  const rows = rowsOf(files);
  const first = new Set();
  const withFirst = rows.map((row) => {
    const isFirst = !first.has(row.file.id);
    first.add(row.file.id);
    return { ...row, isFirst };
  });
  const sum = (list) => list.reduce((total, row) => total + row.parts.reduce((all, part) => all + (part.rows ?? 0), 0), 0);
  const place = new Map((state.about?.tables ?? []).map((one, at) => [one.name, at])); // the Department's order
  const placeOf = (row) => Math.min(place.size, ...row.parts.map((part) => place.get(part.table) ?? place.size));
  const inRole = (role) => withFirst.filter((row) => row.role === role).sort((one, other) => placeOf(one) - placeOf(other));
  const year = state.files?.year;
  const thisYear = inRole("this");
  const lastYear = inRole("last");
  const groups = [
    ["Can’t be used", inRole("problem")],
    [`This year${year ? `, ${yearLabel(year)}` : ""}: ${count(state.files?.tables_this ?? 0, "table")}, ${count(sum(thisYear), "row")}`, thisYear],
    [`Last year${year ? `, ${yearLabel(year - 1)}` : ""}: ${count(state.files?.tables_last ?? 0, "table")}, ${count(sum(lastYear), "row")}`, lastYear],
    ["For reference", inRole("reference")],
    ["Not used", inRole("unused")],
  ];
  const group = (title, body) => html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="5">${title}</th></tr>${body}`;
  return html`<table role="table" class="grid files" aria-labelledby="files-title">
    <caption class="h2" id="files-title">Your files</caption>
    <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">File and what was assumed</th><th role="columnheader" scope="col">Taken for</th><th role="columnheader" scope="col">Year</th><th role="columnheader" scope="col" class="num">Rows</th><th role="columnheader" scope="col"><span class="vh">Actions</span></th></tr></thead>
    ${groups.map(([title, list], at) => (list.length || (at === 0 && state.unreadable.length) ? html`<tbody role="rowgroup">${group(title, html`${at === 0 ? state.unreadable.map(unreadableRow) : ""}${repeat(list, (row) => row.key, (row) => fileRow(row, row.isFirst))}`)}</tbody>` : ""))}
    ${state.waiting.length ? html`<tbody role="rowgroup">${group(state.engine.status === "ready" ? "Being read" : "Waiting for Python", state.waiting.map(waitingRow))}</tbody>` : ""}
  </table>
  ${state.files?.doubts?.length ? html`<div class="govuk-inset-text"><h2 class="h3">To make sure of</h2><ul class="govuk-list govuk-list--bullet">${state.files.doubts.map((doubt) => html`<li>${doubt}</li>`)}</ul></div>` : ""}`;
}

/** What can't be used, above the table, each linked to its row. */
export function troubles() {
  const bad = (state.files?.files ?? []).filter((file) => file.problem);
  const all = (state.files?.files.length ?? 0) + state.waiting.length + state.unreadable.length;
  const n = bad.length + state.unreadable.length;
  if (!n) return "";
  const short = (text) => text.split(/(?<=[^.\d])\. /)[0].replace(/\.$/, "");
  return html`<div class="govuk-error-summary" role="alert" aria-labelledby="es">
    <h2 class="govuk-error-summary__title" id="es">${number(n)} of ${count(all, "file")} can’t be used</h2>
    <div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">
      ${bad.map((file) => html`<li><a href="#/files" @click=${jump(`row-${file.id}`)}>${short(file.problem.startsWith(file.name) ? file.problem : `${file.name}: ${file.problem}`)}</a></li>`)}
      ${state.unreadable.map((one) => html`<li>${short(one.problem)}</li>`)}
    </ul></div>
  </div>`;
}
