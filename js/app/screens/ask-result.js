// What a question answered: a table that sorts, filters and pages, a value, a text; or why it could not.
import { html } from "lit-html";
import { asked, goToLine, repair } from "../stores/ask-store.js";
import { fetchFile } from "../stores/downloads.js";
import { same } from "../router.js";
import { state } from "../state.js";
import { debounced } from "../debounced-input.js";
import { wrongIcon } from "../parts/icons.js";
import { pager, paging } from "../parts/pager.js";
import { sortable } from "../parts/sortable.js";
import { childLink, thead } from "../parts/table.js";
import { findBox } from "../parts/find-box.js";
import { number } from "../format.js";
import { chart } from "./ask-chart.js";

/** Why it could not be answered, and what to do. */
export function wrong() {
  const { wrong: fault } = asked;
  if (!fault) return "";
  return html`<div class="ask-fault" role="alert">
    <h2>${wrongIcon} ${fault.sentence}</h2>
    ${fault.more ? html`<p>${fault.more}</p>` : ""}
    ${
      fault.line
        ? html`<p class="row-btn">
            ${
              fault.repair
                ? html`<button class="govuk-button" type="button" @click=${() => repair(fault.repair)}>
                    Change it to ${fault.repair.right} and run
                  </button>`
                : ""
            }
            <button type="button" class="linkish" @click=${() => goToLine(fault.line)}>Go to line ${fault.line}</button>
          </p>`
        : ""
    }
    ${fault.printed ? printed(fault.printed) : ""}
    ${
      fault.said
        ? html`<details class="more">
            <summary>What ${asked.language === "sql" ? "SQL" : "Python"} said</summary>
            <pre>${fault.said}</pre>
          </details>`
        : ""
    }
  </div>`;
}

const printed = (text) =>
  html`<h3>Printed</h3>
    <pre class="printed">${text}</pre>`;

const clock = (at) => at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
const heading = (answer) => (asked.before ? `Result of ${clock(answer.at)}, before you changed the code` : "Result");

/** dd/mm/yyyy, as the return has it. */
const day = (iso) => iso.split("-").reverse().join("/");

const plain = (value, type) => {
  if (value === null) return "";
  if (type === "date") return day(value);
  if (type === "yes or no") return value ? "yes" : "no";
  return type === "number" ? String(Number(value.toPrecision(12))) : value;
};

/** The code list of a column of that name: a code has its meaning beside it. */
function listOf(name) {
  const column = (asked.tables ?? []).flatMap((table) => table.columns).find((one) => one.name === name && one.codes);
  return column && new Map((asked.words.codes[column.codes] ?? []).map(({ code, meaning }) => [code, meaning]));
}

function cell(value, column) {
  const text = plain(value, column.type);
  if (column.isChild && text) return childLink(text);
  const meaning = column.list?.get(text);
  return meaning ? html`${text}<span class="mean" title=${meaning}>${meaning}</span>` : text;
}

function compare(one, other) {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1; // blanks come last
  return typeof one === "string" ? one.localeCompare(other, "en-GB", { numeric: true }) : one - other;
}

/** The rows that are looked for, in the order asked for. */
function wanted(answer, route) {
  const find = (route.show.find ?? "").toLowerCase();
  const types = answer.columns.map((one) => one.type);
  const rows = find
    ? answer.rows.filter((row) => row.some((value, at) => plain(value, types[at]).toLowerCase().includes(find)))
    : answer.rows;
  const [, down, at] = /^(-?)c(\d+)$/.exec(route.show.sort ?? "") ?? [];
  if (at === undefined || Number(at) >= types.length) return rows;
  const sorted = rows.toSorted((one, other) => compare(one[at], other[at]));
  return down ? sorted.reverse() : sorted;
}

function table(answer, route, go) {
  const rows = wanted(answer, route);
  const { page, size } = paging(route);
  const columns = answer.columns.map((one) => ({
    ...one,
    isChild: /^child(_id)?$/i.test(one.name) && one.type === "text",
    list: one.type === "text" ? listOf(one.name) : undefined,
  }));
  const css = (column) => (column.type === "number" ? "num" : "");
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Result, ${number(rows.length)} rows">
      <table class="grid ask-table">
        <caption class="vh">
          ${answer.title || "Result"}
        </caption>
        ${thead(
          columns.map((one, at) =>
            sortable(route, go, `c${at}`, one.name, { css: css(one), first: one.type === "number" ? "-" : "" }),
          ),
        )}
        <tbody>
          ${rows.slice(page * size, (page + 1) * size).map(
            (row) =>
              html`<tr>
                ${columns.map((one, at) => html`<td class=${css(one)}>${cell(row[at], one)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      answer.total > answer.rows.length
        ? html`<p class="meta">
            The result has ${number(answer.total)} rows; the first ${number(answer.rows.length)} are kept.
          </p>`
        : ""
    }
    ${pager(route, { page, size }, rows.length, go, "rows")}`;
}

const take = (kind, answer) => () =>
  fetchFile("ask_file", kind, answer.title || "question", answer.columns, answer.rows);

function tableAnswer(answer, route, go) {
  return html`<div class="sec-head">
      <h2>${heading(answer)}</h2>
      <div class="rows-acts">
        <button type="button" class="linkish" @click=${take("csv", answer)}>Download CSV</button
        ><button type="button" class="linkish" @click=${take("xlsx", answer)}>Download Excel</button>
      </div>
    </div>
    ${
      answer.rows.length > 10
        ? html`<div class="find-line">
            ${findBox(
              "find-row",
              "Find in the result",
              route.show.find,
              debounced((text) => same(state.route, { find: text.trim(), page: "" })),
            )}
          </div>`
        : ""
    }
    ${
      answer.rows.length ? table(answer, route, go) : html`<p class="lead">No rows: nothing in your tables matches.</p>`
    }
    ${chart(answer)}`;
}

export function answered(route, go) {
  const { answer } = asked;
  if (!answer) return "";
  return html`<div class="ask-answer ${asked.before ? "stale" : ""}">
    ${answer.kind === "table" ? tableAnswer(answer, route, go) : html`<h2>${heading(answer)}</h2>`}
    ${
      answer.kind === "value"
        ? html`<p class="ask-value">${answer.value === null ? "blank" : plain(answer.value, answer.type)}</p>`
        : ""
    }
    ${
      answer.kind === "nothing"
        ? html`<p>
            The code ran and gives nothing to show. Its last line is the answer: write a name or an expression there.
          </p>`
        : ""
    }
    ${answer.printed ? printed(answer.printed) : ""}
  </div>`;
}
