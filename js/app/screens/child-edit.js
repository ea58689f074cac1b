// Change a child's cells by hand: in this mode every cell of this year is a button that opens a form below its row.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { announce } from "../focus/announce.js";
import { changeCells } from "../stores/corrections.js";
import { focusWhenDrawn } from "../focus/focus.js";
import { valueField } from "../parts/value-field.js";
import { state, setUi } from "../state.js";
import { number } from "../format.js";

const MODE = "byHand";
const CELL = "cell"; // the cell whose form is open, as {table, at, field}
const FIELD = "new-value";

const idOf = (table, at, field) => `cell-${table}-${at}-${field}`;

/** The columns of a table that can be changed, with their codes. */
export const fieldsOf = (table) => query(`fields ${table}`, "fix_fields", table).data;

/** Whether a field can be changed: not the child's id, nor what the Department's system works out. */
const canChange = (table, field) => Boolean(fieldsOf(table)?.some((one) => one.field === field));

export const byHand = () => Boolean(state.ui[MODE]);

export function modeButton() {
  const on = byHand();
  const toggle = () => {
    setUi(CELL, null);
    setUi(MODE, !on);
    announce(on ? "Changing by hand is over." : "Every cell of this year is a button now. Press one to change it.");
  };
  return html`<div class="by-hand">
    <button type="button" class="govuk-button btn-2" aria-pressed=${on} @click=${toggle}>
      ${on ? "Finish changing by hand" : "Change cells by hand"}</button
    >${
      on
        ? html`<span class="soft">Choose a cell to change it. Each change is checked at once, and can be undone.</span>`
        : ""
    }
  </div>`;
}

/** Open the form of a cell, from wherever on the screen. Its field has the focus once the codes have come. */
export function openCell(table, at, field) {
  setUi(MODE, true);
  setUi(CELL, { table, at, field });
  focusWhenDrawn(`#${FIELD}`);
}

const isOpen = (table, at, field) =>
  state.ui[CELL]?.table === table && state.ui[CELL].at === at && (!field || state.ui[CELL].field === field);

function close({ table, at, field }) {
  setUi(CELL, null);
  focusWhenDrawn(`#${idOf(table, at, field)}`);
}

/** A cell as a button, `content` as it looks otherwise. */
export function cellButton(table, row, column, cell, content) {
  if (!canChange(table, column.field)) return content;
  const open = isOpen(table, row.at, column.field);
  return html`<button
    type="button"
    class="cell-button"
    id=${idOf(table, row.at, column.field)}
    aria-expanded=${open}
    @click=${() => (open ? close({ table, at: row.at, field: column.field }) : openCell(table, row.at, column.field))}
  >
    <span class="vh">Change ${column.label}, line ${number(row.line)}: </span
    >${cell.value || cell.errors?.length ? content : html`<span class="soft">blank</span>`}
  </button>`;
}

/** The form below the row, where one of its cells is open. */
export function cellForm(table, row, columns, span) {
  if (!byHand() || !isOpen(table, row.at)) return "";
  const here = state.ui[CELL];
  const column = fieldsOf(table)?.find((one) => one.field === here.field);
  const now = columns.find((one) => one.field === here.field)?.value ?? "";
  const submit = async (event) => {
    event.preventDefault();
    const done = await changeCells(table, [row.at], here.field, event.target.elements.value.value);
    if (done) close(here);
  };
  return html`<tr role="row" class="note form">
    <td role="cell"></td>
    <td role="cell" colspan=${span}>
      ${
        !column
          ? html`<p class="soft">Getting the codes…</p>`
          : html`<form
              class="cell-form"
              aria-label="Change ${column.label}, line ${number(row.line)}"
              @submit=${submit}
              data-escape
              @leave=${() => close(here)}
            >
              <div class="grow">${valueField(column, FIELD, now)}</div>
              <div class="row-btn">
                <button class="govuk-button" type="submit" aria-disabled=${state.changing}>
                  ${state.changing ? "Checking again…" : "Change and check"}</button
                ><button class="linkish" type="button" @click=${() => close(here)}>Cancel</button>
              </div>
            </form>`
      }
    </td>
  </tr>`;
}
