// All findings: every error in one table that filters, sorts and pages.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { fetchFile } from "../stores/downloads.js";
import { state } from "../state.js";
import { filtered, href } from "../router.js";
import { localAll } from "../parts/local-rules.js";
import { loading } from "../parts/loading.js";
import { failedScreen } from "../parts/fault.js";
import { pager, paging } from "../parts/pager.js";
import { sortable } from "../parts/sortable.js";
import { statusTags } from "../parts/status.js";
import { inWords } from "../parts/value.js";
import { debounced } from "../debounced-input.js";
import { fixed } from "./fixed.js";
import { outdatedNote, unchecked } from "./unchecked.js";
import { cell, childLink, thead } from "../parts/table.js";
import { findBox } from "../parts/find-box.js";
import { count, number } from "../format.js";

const values = (list) =>
  html`<ul class="values">
    ${list
      .filter((one) => one.field !== "CHILD")
      .map((one) => html`<li><span class="soft">${one.label}</span> ${inWords(one)}</li>`)}
  </ul>`;

function table(route, go, data) {
  const by = (name, text, more) => sortable(route, go, name, text, more);
  const row = (one) =>
    html`<tr role="row">
      <td role="cell" class="key title" data-k="Rule">
        <a href=${href(["findings", "rule", one.rule], route.filter)}><span class="code">${one.rule}</span></a>
        ${one.title} <span class="mean">${one.category_label}</span>${statusTags(one)}
      </td>
      ${cell("Child", childLink(one.child, route.filter))} ${cell("Table", one.table_label)}
      ${cell("Line", number(one.line), "num")} ${cell("File", one.file, "file")} ${cell("Values", values(one.values))}
    </tr>`;
  return html`<div class="scroll fits" tabindex="0" role="region" aria-label="All findings">
    <table role="table" class="grid cards all w-860">
      <caption class="vh">
        All findings that match the filter
      </caption>
      ${thead(
        by("rule", "Rule"),
        by("child", "Child"),
        by("table", "Table"),
        by("line", "Line", { css: "num" }),
        by("file", "File"),
        "Values",
      )}
      <tbody role="rowgroup">
        ${data.rows.map(row)}
      </tbody>
    </table>
  </div>`;
}

export function all(route, go) {
  const instead = unchecked("All findings");
  if (instead) return instead;
  if (route.show.since) return fixed(route, go);
  const asked = paging(route);
  const { data, pending, fault } = query(
    "findings",
    "findings",
    route.filter,
    asked.page,
    asked.size,
    route.show.sort ?? "",
  );
  if (fault) return failedScreen("All findings", fault);
  if (!data) return loading("All findings", "Getting the errors…");
  const some = Object.keys(route.filter).length > 0;
  const find = html`<div class="find-line">
    ${findBox(
      "find-all",
      "Find by child, code, word or value",
      route.filter.text,
      debounced((text) => filtered(state.route, { ...state.route.filter, text: text.trim() })),
    )}
  </div>`;
  return html`<div class="print-wide" aria-busy=${pending}>
    <div class="page-head">
      <div>
        <h1 tabindex="-1">All findings</h1>
        <div class="meta">
          ${
            some
              ? `${number(data.total)} of ${count(data.of, "error")} match the filter.`
              : `${count(data.total, "error")}, each with its file, line and values.`
          }
        </div>
      </div>
      <div class="row-btn">
        <button class="govuk-button btn-2" type="button" @click=${() => fetchFile("csv", "findings", route.filter)}>
          Download as CSV
        </button>
      </div>
    </div>
    ${outdatedNote()}${find}
    ${
      data.total
        ? html`${table(route, go, data)}${pager(route, asked, data.total, go, "errors")}`
        : html`<p class="lead">
            ${
              some
                ? html`No error matches the filter. <a href=${filtered(route, {})}>Clear the filter</a>`
                : "No errors found."
            }
          </p>`
    }
    ${localAll(route.filter.text ?? "")}
  </div>`;
}
