// Ask, at the left: tables and columns in plain words. A click inserts the name at the cursor.
import { html } from "lit-html";
import { asked, insert } from "../stores/ask-store.js";
import { setUi, state } from "../state.js";
import { findBox } from "../parts/find-box.js";
import { count, number } from "../format.js";

const GROUPS = ["Worked out for you", "This year’s return", "Last year’s return"];
const FIRST = ["placements", "periods", "children", "findings", "figures", "codes"]; // what is asked about most
const rank = (table) => (FIRST.includes(table.name) ? FIRST.indexOf(table.name) : FIRST.length);
const matches = (text, find) => text.toLowerCase().includes(find);
const found = (table, find) =>
  !find || matches(table.name, find) || matches(table.row, find) || table.columns.some((one) => columnFound(one, find));
const columnFound = (column, find) => matches(column.name, find) || matches(column.meaning, find);

/** A name as it is written: SQL's own words in quotes. */
const written = (name) =>
  asked.language === "sql" && ["table", "column", "row"].includes(name) && name !== "row" ? `"${name}"` : name;

const columns = (table, find) => {
  const own = matches(table.name, find) || matches(table.row, find);
  return html`<ul class="ask-cols">
    ${table.columns
      .filter((one) => !find || own || columnFound(one, find))
      .map(
        (one) =>
          html`<li>
            <button type="button" title="Insert ${one.name}" @click=${() => insert(written(one.name))}>
              <b>${one.name}</b><span>${one.meaning}</span>
            </button>
          </li>`,
      )}
  </ul>`;
};

const tableOf = (table, find) =>
  html`<details ?open=${Boolean(find) && !matches(table.name, find)}>
    <summary>
      <span class="rowsn">${number(table.rows)}<span class="vh"> rows</span></span
      ><b>${table.name}</b><span class="mean">one row for each ${table.row}</span>
    </summary>
    <ul class="ask-cols">
      <li>
        <button type="button" @click=${() => insert(table.name)}>
          <b>${table.name}</b><span>the table’s name</span>
        </button>
      </li>
    </ul>
    ${columns(table, find)}
  </details>`;

const helpers = () =>
  html`<h2 class="ask-h">Helpers</h2>
    <ul class="ask-cols helpers">
      ${(asked.words?.helpers ?? [])
        .filter((one) => !one.language || one.language === asked.language)
        .map(
          (one) =>
            html`<li>
              <button type="button" @click=${() => insert(one.word)}>
                <b>${one.word}</b><span>${one.meaning}</span>
              </button>
            </li>`,
        )}
    </ul>`;

export function side() {
  const find = (state.ui.askFind ?? "").trim().toLowerCase();
  const tables = (asked.tables ?? []).filter((table) => found(table, find));
  return html`<div class="ask-side" id="tables" tabindex="-1">
    <div class="finder">
      ${findBox("find-column", "Find a table or column", state.ui.askFind, (event) =>
        setUi("askFind", event.target.value),
      )}<span class="meta">Choose a column to insert it.</span>
    </div>
    <div class="ask-tabs" tabindex="0" role="region" aria-label="Tables and columns">
      ${
        asked.tables
          ? GROUPS.map((group) => {
              const own = tables.filter((table) => table.group === group).sort((one, other) => rank(one) - rank(other));
              return own.length
                ? html`<h2 class="ask-h">${group} <span class="vh">${count(own.length, "table")}</span></h2>
                    ${own.map((table) => tableOf(table, find))}`
                : "";
            })
          : html`<p class="soft">${asked.making || "The tables are being made"}…</p>`
      }
      ${asked.tables && !tables.length ? html`<p class="soft">No table and no column is called that.</p>` : ""}
      ${helpers()}
    </div>
  </div>`;
}
