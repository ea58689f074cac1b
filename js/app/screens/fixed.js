// All findings, "fixed": the errors of the saved check that are gone, with child and what changed.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { failedScreen } from "../parts/fault.js";
import { loading } from "../parts/loading.js";
import { pager, paging } from "../parts/pager.js";
import { href, same } from "../router.js";
import { cell, childLink, thead } from "../parts/table.js";
import { count, number } from "../format.js";

const row = (one) =>
  html`<tr role="row">
    <td role="cell" class="key title" data-k="Rule">
      <a href=${href(["findings", "rule", one.rule])}><span class="code">${one.rule}</span></a> ${one.title}
    </td>
    ${cell("Child", one.there ? childLink(one.child) : one.child || "blank")}
    ${cell("Table", html`${one.table_label}${one.row ? html` <span class="mean">${one.row}</span>` : ""}`)}
    ${cell("What changed", one.what)}
  </tr>`;

const notRun = ({ not_run: n }) =>
  n ? ` ${count(n, "is", "are")} of rules that were not run this time, so it is not known whether they are fixed.` : "";

/** What is gone by changes in Fix stands here only where it is asked for. */
function others(route, { total, of }, before) {
  if (!before || of === total) return "";
  return html`<a href=${same(route, { since: "fixed", page: "" })}
    >Show also the ${number(of - total)} gone by changes in Fix</a
  >`;
}

const TITLE = "Fixed since the saved check";

export function fixed(route, go) {
  const asked = paging(route);
  const before = route.show.since === "files"; // only what today's files already have right
  const { data, pending, fault } = query("fixed", "fixed", asked.page, asked.size, before);
  if (fault) return failedScreen(TITLE, fault);
  if (!data) return loading(TITLE, "Comparing…");
  return html`<div class="print-wide" aria-busy=${pending}>
    <div class="page-head">
      <div>
        <h1 tabindex="-1">Fixed since ${data.label || "the saved check"}</h1>
        <div class="meta">
          ${count(data.total, "error")}, of ${count(data.children, "child", "children")}.${notRun(data)}
          ${others(route, data, before)}
        </div>
      </div>
    </div>
    ${
      data.total
        ? html`<table role="table" class="grid cards">
              <caption class="vh">
                Errors of the saved check that are gone
              </caption>
              ${thead("Rule", "Child", "Table and dates of the row", "What changed")}
              <tbody role="rowgroup">
                ${data.rows.map(row)}
              </tbody>
            </table>
            ${pager(route, asked, data.total, go, "errors")}`
        : html`<p class="lead">Nothing is fixed yet. <a href=${href(["findings", "all"])}>See all findings</a></p>`
    }
  </div>`;
}
