// What can be done with a rule's rows: fix them together, accept them, give the ticked ones one value, take them along.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { fetchFile } from "../stores/downloads.js";
import { accept, changeCells } from "../stores/corrections.js";
import { focusWhenDrawn } from "../focus/focus.js";
import { acceptButton, acceptForm } from "../parts/accept.js";
import { toOutcome } from "../parts/outcome.js";
import { selection } from "../parts/selection.js";
import { tick } from "../parts/tick.js";
import { valueField } from "../parts/value-field.js";
import { href } from "../router.js";
import { change, state, setUi } from "../state.js";
import { count, number } from "../format.js";
import { effect, trial } from "../parts/trial.js";

/** @type {(...of: any[]) => Map<number, {table: string, at: number, accepted: boolean}>} finding -> its row */
const ticked = selection();

/** The ticked rows of one rule; those of another rule, filter or state of the return begin anew. */
const ticks = (rule, route) => ticked(rule.code, JSON.stringify(route.filter), route.show.group, state.summary);

/** "38 rows", "64 cells": rows where each has one change. */
const howMany = (offer) =>
  (offer.of_rows === offer.count && !offer.safe) || offer.key === "identical-rows"
    ? count(offer.count, "row")
    : count(offer.count, "cell");

/** "Fix 17 rows…"; where other rules' errors go with them, "Fix 4 rows of this and 2 other rules…". */
function fixThem(offer, code) {
  const others = offer.rules.filter((one) => one !== code);
  const whose =
    others.length > 1
      ? ` of this and ${number(others.length)} other rules`
      : others.length
        ? ` of this and ${others[0]}`
        : "";
  return `Fix ${howMany(offer)}${whose}…`;
}

/** The offer that fixes errors of this rule, or undefined. */
const offerFor = (code) =>
  state.summary ? query("fix", "fix").data?.offers.find((one) => one.rules.includes(code)) : undefined;

/** @type {(set: any, row: any) => [number, {table: string, at: number, accepted: boolean}]} */
const entry = (set, row) => [row.n, { table: set.table, at: row.at, accepted: row.status.includes("accepted") }];

/** The tick of one error, beside the lines that it has. */
export function tickCell(set, row, rule, route, span) {
  const chosen = ticks(rule, route);
  const toggle = (on) => {
    if (on) chosen.set(...entry(set, row));
    else chosen.delete(row.n);
    change();
  };
  return html`<td role="cell" class="key" rowspan=${span}>
    ${tick({ label: `Tick child ${row.child}, line ${number(row.line)}`, on: chosen.has(row.n), change: toggle })}
  </td>`;
}

export function tickHead(set, rule, route) {
  const chosen = ticks(rule, route);
  const here = set.rows.filter((row) => chosen.has(row.n)).length;
  const toggle = (on) => {
    for (const row of set.rows)
      if (on) chosen.set(...entry(set, row));
      else chosen.delete(row.n);
    change();
  };
  return html`<th role="columnheader" scope="col">
    ${tick({
      label: `All rows of ${set.label} on this page: ${set.rows.length}`,
      on: here === set.rows.length,
      some: here > 0 && here < set.rows.length,
      change: toggle,
    })}
  </th>`;
}

export function tickNote(rule, route) {
  const chosen = ticks(rule, route);
  if (chosen.size)
    return html`<p class="meta tick-note" role="status">
      ${count(chosen.size, "row")} ticked.
      <button
        type="button"
        class="linkish"
        @click=${() => {
          chosen.clear();
          change();
        }}
      >
        Untick ${chosen.size === 1 ? "it" : "them"}
      </button>
    </p>`;
  return html`<p class="meta tick-note" role="status">
    No row ticked: “Accept” and “Replace a value” act on
    ${rule.total === 1 ? "the one row" : `all ${number(rule.total)} rows`}. Tick rows to have them act on these only.
  </p>`;
}

function toggleReplace(open = !state.ui.replace) {
  setUi("replace", open);
  focusWhenDrawn(open ? "#replace-field" : "#replace");
}

/** The tables of this year whose rows are ticked or, where none is, in which the rule found something. */
function tablesOf(rule, chosen) {
  const all = chosen.size ? [...chosen.values()] : rule.sets;
  return [...new Set(all.map((one) => one.table))].filter((name) => !name.endsWith("_last"));
}

/** The places of the ticked rows of a table; null where none is ticked: all that the rule shows. */
const placesOf = (table, chosen) =>
  chosen.size ? [...new Set([...chosen.values()].filter((one) => one.table === table).map((one) => one.at))] : null;

function columnsOf(tables) {
  return tables.flatMap((table) =>
    (query(`fields ${table}`, "fix_fields", table).data ?? []).map((one) => ({
      ...one,
      table,
      key: `${table}.${one.field}`,
    })),
  );
}

let newValue = null; // what is being written into the form; null: nothing yet

/** "Replace a value": one field, one value, in the ticked rows of a table or all, tried on a copy first. */
function replaceForm(rule, chosen, filter) {
  const tables = tablesOf(rule, chosen);
  if (!state.ui.replace || !tables.length) return "";
  const columns = columnsOf(tables);
  const atFault = rule.fields.find((one) => columns.some((column) => column.key === `${one.table}.${one.field}`));
  const key = state.ui.replaceField ?? (atFault ? `${atFault.table}.${atFault.field}` : columns[0]?.key);
  const column = columns.find((one) => one.key === key) ?? columns[0];
  if (!column) return html`<p class="soft">Getting the fields…</p>`;
  const rows = placesOf(column.table, chosen);
  const asked = (value) => [column.table, rows, column.field, value, rows ? null : filter];
  const done = newValue === null ? null : trial("replace", "cells_try", ...asked(newValue));
  const type = (event) => {
    if (event.target.name !== "value") return;
    newValue = event.target.value;
    change();
  };
  const choose = (event) => {
    newValue = null;
    setUi("replaceField", event.target.value);
  };
  const submit = async (event) => {
    event.preventDefault();
    if (!(await changeCells(...asked(event.target.elements.value.value)))) return;
    newValue = null;
    setUi("replace", false);
    toOutcome();
  };
  return html`<form
    class="small-form replace-form"
    aria-label="Replace a value"
    @submit=${submit}
    @input=${type}
    data-escape
    @leave=${() => toggleReplace(false)}
  >
    <div>
      <label class="govuk-label" for="replace-field">Field</label
      ><select class="govuk-select" id="replace-field" @change=${choose}>
        ${columns.map(
          (one) =>
            html`<option value=${one.key} ?selected=${one.key === column.key}>
              ${tables.length > 1 ? `${one.table}: ` : ""}${one.label} (${one.field})
            </option>`,
        )}
      </select>
    </div>
    <div>${valueField({ ...column, label: "New value" }, "replace-value", newValue ?? "")}</div>
    <div class="row-btn">
      <button class="govuk-button" type="submit" aria-disabled=${state.changing}>
        ${
          state.changing
            ? "Checking again…"
            : rows
              ? `Replace in ${count(rows.length, "ticked row")}`
              : "Replace in all rows of the rule"
        }</button
      ><span role="status"
        >${
          done
            ? html`${count(done.changes, "cell")} would change. ${done.changes ? effect(done) : ""}`
            : newValue === null
              ? ""
              : "Trying on a copy…"
        }</span
      ><button class="linkish" type="button" @click=${() => toggleReplace(false)}>Cancel</button>
    </div>
  </form>`;
}

export function ruleActions(rule, route) {
  const chosen = ticks(rule, route);
  const offer = offerFor(rule.code);
  const filter = { ...route.filter, rule: rule.code };
  const these = route.show.group ? { ...filter, group: route.show.group } : filter;
  const inThisYear = tablesOf(rule, chosen).length > 0;
  const accepted = chosen.size
    ? [...chosen.values()].some((one) => one.accepted)
    : rule.sets.some((set) => set.rows.some((row) => row.status.includes("accepted")));
  const act = (note) => accept(these, chosen.size ? [...chosen.keys()] : null, note);
  return html`<div class="actionbar">
      ${
        offer
          ? html`<a class="govuk-button" href=${href(["fix"], {}, { offer: offer.key })}
              >${fixThem(offer, rule.code)}</a
            >`
          : rule.asks
            ? html`<a class="govuk-button" href=${href(["share"], {}, { to: "ls" })}
                >Ask the workers: ${count(rule.asks, "row")}</a
              >`
            : ""
      }
      ${acceptButton("rule", "govuk-button btn-2")}
      ${
        inThisYear
          ? html`<button
              class="govuk-button btn-2"
              type="button"
              id="replace"
              aria-expanded=${Boolean(state.ui.replace)}
              @click=${() => toggleReplace()}
            >
              Replace a value
            </button>`
          : ""
      }
      <button class="govuk-button btn-2" type="button" @click=${() => fetchFile("csv", "rule", these)}>
        Download these rows
      </button>
      <a href=${href(["findings", "all"], filter)}>See them in All findings</a>
    </div>
    ${acceptForm("rule", { errors: chosen.size || rule.total, accepted, act })} ${replaceForm(rule, chosen, these)}`;
}
