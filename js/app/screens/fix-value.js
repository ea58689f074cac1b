// A value in many records: one new value for all of them, or for those for which nothing is proposed, tried on a copy.
import { html } from "lit-html";
import { changeCells } from "../stores/corrections.js";
import { toOutcome } from "../parts/outcome.js";
import { effect, trial } from "../parts/trial.js";
import { valueField } from "../parts/value-field.js";
import { change, state, setUi } from "../state.js";
import { count, number } from "../format.js";
import { columnOf } from "./fix-typed.js";

let typed = ""; // the new value, while it is being written
let of = "";

const OPEN = "valueFor";

/** The rows that get the value: all, or those without a proposal. */
function rowsOf(held) {
  const some = held.bare.length && held.bare.length < held.rows.length;
  const all = !some || state.ui[OPEN] === "all";
  return { rows: all ? held.rows : held.bare, some, all };
}

export function oneValue(group) {
  const { held } = group;
  if (of !== group.key) [of, typed] = [group.key, ""];
  const column = columnOf(group);
  if (!column) return "";
  const { rows, some, all } = rowsOf(held);
  const done = typed ? trial("value", "cells_try", held.table, rows, held.field, typed) : null;
  const type = (event) => {
    typed = event.target.value;
    change();
  };
  const submit = async (event) => {
    event.preventDefault();
    if (!typed || state.changing) return;
    if (await changeCells(held.table, rows, held.field, typed)) toOutcome();
    typed = "";
  };
  const which = (value, text) =>
    html`<label
      ><input
        type="radio"
        name="value-for"
        .checked=${(value === "all") === all}
        @change=${() => setUi(OPEN, value)}
      />${text}</label
    >`;
  return html`<form class="small-form one-value" aria-label="One value for all" @submit=${submit} @input=${type}>
    <h3>One value for all</h3>
    ${
      some
        ? html`<fieldset class="conflict">
            <legend>For which rows?</legend>
            ${which(
              "bare",
              `The ${number(held.bare.length)} to be looked up`,
            )}${which("all", `All ${number(held.rows.length)}`)}
          </fieldset>`
        : ""
    }
    ${valueField(column, "one-value", typed)}
    <div class="row-btn">
      <button class="govuk-button btn-2" type="submit" aria-disabled=${!typed || state.changing}>
        ${state.changing ? "Checking again…" : `Put it into ${count(rows.length, "row")}`}</button
      ><span role="status">${done ? effect(done) : typed ? "Trying on a copy…" : ""}</span>
    </div>
  </form>`;
}
