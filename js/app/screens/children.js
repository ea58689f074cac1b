// By child: the children with errors.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { state } from "../state.js";
import { href, same } from "../router.js";
import { bar } from "../parts/charts.js";
import { localByChild } from "../parts/local-rules.js";
import { loading } from "../parts/loading.js";
import { failedScreen } from "../parts/fault.js";
import { pager, paging } from "../parts/pager.js";
import { sortable } from "../parts/sortable.js";
import { debounced } from "../debounced-input.js";
import { outdatedNote, unchecked } from "./unchecked.js";
import { cell, childLink, hidden, th, thead } from "../parts/table.js";
import { findBox } from "../parts/find-box.js";
import { count, number } from "../format.js";

const MOST_RULES = 4;

function rulesOf(one, route) {
  const rest = one.rules.length - MOST_RULES;
  return html`<ul class="values">
    ${one.rules.slice(0, MOST_RULES).map(
      (rule) =>
        html`<li>
          <a href=${href(["findings", "rule", rule.code], route.filter)}><span class="code">${rule.code}</span></a>
          ${rule.title}
        </li>`,
    )}${rest > 0 ? html`<li class="soft">and ${count(rest, "more rule", "more rules")}</li>` : ""}
  </ul>`;
}

export function children(route, go) {
  const instead = unchecked("Children with errors");
  if (instead) return instead;
  const asked = paging(route);
  const { data, pending, fault } = query(
    "children",
    "children",
    route.filter,
    route.show.find ?? "",
    asked.page,
    asked.size,
    route.show.sort ?? "-errors",
  );
  if (fault) return failedScreen("Children with errors", fault);
  if (!data) return loading("Children with errors", "Getting the children…");
  const most = Math.max(1, ...data.rows.map((one) => one.errors));
  const row = (one) =>
    html`<tr role="row">
      ${cell("Child", childLink(one.child, route.filter, { sort: route.show.sort }))}
      ${cell("Errors", number(one.errors), "num")}
      <td role="cell" class="barcell">${bar(one.errors / most)}</td>
      ${cell("Rules", rulesOf(one, route), "list")} ${cell("Tables", one.tables.join(", "), "soft")}
    </tr>`;
  return html`<div aria-busy=${pending}>
    <div class="page-head">
      <div>
        <h1 tabindex="-1">Children with errors</h1>
        <div class="meta">
          ${count(data.total, "child", "children")}. Choose one to see the whole record with its errors marked.
        </div>
      </div>
    </div>
    ${outdatedNote()}
    <div class="find-line">
      ${findBox(
        "find-child",
        "Find a child by id",
        route.show.find,
        debounced((text) => same(state.route, { find: text.trim(), page: "" })),
      )}
    </div>
    ${
      data.total
        ? html`<table role="table" class="grid cards children">
              <caption class="vh">
                Children with errors
              </caption>
              ${thead(
                sortable(route, go, "child", "Child", { fallback: "-errors" }),
                sortable(route, go, "errors", "Errors", { css: "num", first: "-", fallback: "-errors" }),
                th(hidden("Errors as a bar")),
                "Rules",
                "Tables",
              )}
              <tbody role="rowgroup">
                ${data.rows.map(row)}
              </tbody>
            </table>
            ${pager(route, asked, data.total, go, "children")}`
        : html`<p class="lead">
            ${
              Object.keys(route.filter).length || route.show.find
                ? html`No child with errors matches. <a href=${href(["findings", "child"])}>Clear the filter</a>`
                : "No errors found: no child has one."
            }
          </p>`
    }
    ${localByChild(route.show.find ?? "")}
  </div>`;
}
