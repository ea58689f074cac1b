// What has to be looked up, in the line of a value that stands in many records: a field in each row, its effect tried
// on a copy, and one button for all that was typed.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { changeEach } from "../stores/corrections.js";
import { toOutcome } from "../parts/outcome.js";
import { selection } from "../parts/selection.js";
import { effect, net, trial } from "../parts/trial.js";
import { change, state } from "../state.js";
import { count, number } from "../format.js";

/** @type {(...of: any[]) => Map<number, string>} place of the row -> what was typed */
const typed = selection();
const typedIn = (group) => typed(group.key);

/** The column of the value; null until it is known. */
export const columnOf = ({ held }) =>
  (query(`fields ${held.table}`, "fix_fields", held.table).data ?? []).find((one) => one.field === held.field);

/** The field of a row. `said`: "child 123, line 4". */
export function typedField(group, row, said) {
  const column = columnOf(group);
  if (!column) return "";
  const all = typedIn(group);
  const now = all.get(row.place) ?? "";
  const put = (event) => {
    const text = event.target.value.trim();
    if (text) all.set(row.place, text);
    else all.delete(row.place);
    change();
  };
  const name = `${column.label}, ${said}`;
  if (!column.codes.length)
    return html`<input
      class="govuk-input typed"
      aria-label=${name}
      autocomplete="off"
      placeholder=${column.type === "date" ? "dd/mm/yyyy" : ""}
      .value=${now}
      @input=${put}
    />`;
  return html`<select class="govuk-select typed" aria-label=${name} @change=${put}>
    <option value="" ?selected=${!now}>not known yet</option>
    ${column.codes.map(
      (one) => html`<option value=${one.code} ?selected=${one.code === now}>${one.code} ${one.meaning}</option>`,
    )}
  </select>`;
}

/** What the typed value of a row would do; null where nothing is typed. */
export function typedEffect(group, row) {
  const value = typedIn(group).get(row.place);
  if (!value) return null;
  const { table, field } = group.held;
  const done = trial(`typed ${row.record}`, "values_try", table, field, [[row.place, value]]);
  if (!done) return html`<span class="mean">Trying on a copy…</span>`;
  return html`${net(done.gone, done.new)}<span class="mean">${number(done.gone)} gone, ${number(done.new)} new</span>`;
}

/** All that was typed, with its effect and its button. */
export function typedBar(group) {
  const values = [...typedIn(group)];
  if (!values.length) return "";
  const { table, field } = group.held;
  const done = trial("typed", "values_try", table, field, values);
  const press = async () => {
    if (state.changing || !(await changeEach(group.title, table, field, values))) return;
    typedIn(group).clear();
    toOutcome();
  };
  return html`<div class="row-btn typed-bar">
    <button class="govuk-button btn-2" type="button" aria-disabled=${state.changing} @click=${press}>
      ${state.changing ? "Checking again…" : `Put in ${count(values.length, "value")}`}</button
    ><span role="status">${done ? effect(done) : "Trying on a copy…"}</span>
  </div>`;
}
