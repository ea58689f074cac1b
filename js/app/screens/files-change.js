// The form that reads a part of a file as another table, or for another year.
import { html } from "lit-html";
import { changePart } from "../stores/files-store.js";
import { state, setUi } from "../state.js";
import { yearLabel } from "../format.js";

export const formKey = (file) => `change-${file.id}`;
export const canChange = (file) =>
  !file.problem && file.parts.some((part) => part.kind === "table" || (part.kind === "unknown" && part.rows));

const focusSoon = (selector) => setTimeout(() => document.querySelector(selector)?.focus());

/** Unfold the form and go to its first field, or fold it. */
export function openForm(file) {
  const open = !state.ui[formKey(file)];
  setUi(formKey(file), open);
  if (open) focusSoon(`#${formKey(file)} select`);
}

function close(file) {
  setUi(formKey(file), false);
  focusSoon(`#do-${formKey(file)}`);
}

async function save(event, file) {
  event.preventDefault();
  const data = new FormData(event.target);
  for (const part of file.parts) {
    const table = data.get(`table-${part.part}`);
    const year = Number(data.get(`year-${part.part}`)) || null;
    if (table === null || (table === (part.table ?? "") && year === (part.year ?? null))) continue;
    if (!(await changePart(file.id, part.part, table || null, year))) return;
  }
  close(file); // the row may have moved to another group
}

const EARLIER = 8; // years before those that can be checked whose dates are known (reading/years.py)

/** The years that can be checked, and those before them: last year, or earlier years. */
function years() {
  const known = state.about?.years ?? [];
  if (!known.length) return [];
  const first = Math.min(...known.map((one) => one.year));
  const before = Array.from({ length: EARLIER }, (_, nth) => first - 1 - nth);
  return [...known, ...before.map((year) => ({ year, label: yearLabel(year) }))];
}

const option = (value, text, chosen) => html`<option value=${value} ?selected=${chosen}>${text}</option>`;

const fields = (file, part) =>
  html`<div class="change-part" role="group" aria-label=${part.sheet || file.name}>
    ${file.parts.length > 1 ? html`<strong class="change-name">${part.sheet || part.label}</strong>` : ""}
    <div>
      <label class="govuk-label" for="t-${file.id}-${part.part}">Read as</label
      ><select class="govuk-select" id="t-${file.id}-${part.part}" name="table-${part.part}">
        ${option("", part.kind === "unknown" || part.kind === "table" ? "Not used" : part.label, !part.table)}
        ${state.about?.tables.map((one) => option(one.name, one.label, part.table === one.name))}
      </select>
    </div>
    <div>
      <label class="govuk-label" for="y-${file.id}-${part.part}">Collection year</label
      ><select class="govuk-select" id="y-${file.id}-${part.part}" name="year-${part.part}">
        ${option("", "As the files suggest", !part.year)}
        ${years().map((one) => option(one.year, one.label, part.year === one.year))}
      </select>
    </div>
  </div>`;

export const changeForm = (file) =>
  html`<form
    class="change-form"
    id=${formKey(file)}
    @submit=${(event) => save(event, file)}
    data-escape
    @leave=${() => close(file)}
  >
    ${file.parts.map((part) => fields(file, part))}
    <div class="row-btn">
      <button class="govuk-button" type="submit">Save</button
      ><button class="govuk-button btn-2" type="button" @click=${() => close(file)}>Cancel</button>
    </div>
  </form>`;
