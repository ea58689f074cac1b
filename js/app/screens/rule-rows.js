// The rows of a rule, a part for each of its tables: what is at fault in how many, then each row with what it was
// compared with.
import { html, nothing } from "lit-html";
import { evidence, marks, oneFile } from "../parts/evidence.js";
import { pager, paging } from "../parts/pager.js";
import { sortable } from "../parts/sortable.js";
import { statusTags } from "../parts/status.js";
import { same } from "../router.js";
import { state } from "../state.js";
import { childLink } from "../parts/table.js";
import { count, number } from "../format.js";
import { tickCell, tickHead } from "./rule-actions.js";

const ASKS = { differs: "What differs", missing: "What is missing", "at fault": "What is at fault" };

/** The groups as buttons that leave only theirs. */
function split(set, route) {
  if (set.groups.length < 2) return "";
  const asks = new Set(set.groups.map((one) => one.asks));
  const button = (one) =>
    html`<a
      href=${same(route, { group: one.key === set.group ? "" : one.key, page: "" })}
      aria-current=${one.key === set.group ? "true" : nothing}
      >${one.short} <strong>${number(one.total)}</strong></a
    >`;
  return html`<p class="split no-print">
    <b>${asks.size === 1 ? ASKS[set.groups[0].asks] : ASKS["at fault"]}</b>${set.groups.map(button)}${
      set.group
        ? html`<a class="whole" href=${same(route, { group: "", page: "" })}>Show all ${number(set.of)}</a>`
        : ""
    }
  </p>`;
}

/** What is said of all the rule's errors above isn't said of each. */
const tags = (row, rule) =>
  state.summary.later_rules?.includes(rule.code)
    ? statusTags({ ...row, status: row.status.filter((one) => one !== "later") })
    : statusTags(row);

function childCell(row, rule, route, span) {
  const wrong = row.culprits.includes("CHILD");
  return html`<td role="cell" rowspan=${span} class="key ${wrong ? "is-wrong" : ""}">
    ${wrong ? html`<span class="vh">At fault: </span>` : ""}${childLink(row.child, route.filter)}${tags(row, rule)}
  </td>`;
}

function table(set, rule, route, go) {
  const page = { page: Math.max(0, Number(route.show[`page-${set.table}`] || 1) - 1), size: paging(route).size };
  return html`${split(set, route)}${marks(set)}
  ${evidence(set, {
    caption: `${set.label}: rows that fail rule ${rule.code}, each with what it was compared with`,
    heads: html`${tickHead(set, rule, route)}${sortable(route, go, "child", "Child")}`,
    leads: 2,
    lead: (row, span) => html`${tickCell(set, row, rule, route, span)}${childCell(row, rule, route, span)}`,
    first: sortable(route, go, "line", "Line"),
  })}
  ${pager(route, page, set.total, go, "rows", `page-${set.table}`)}`;
}

/** The rows of one table. One that doesn't come first is folded behind its count. */
export function rowsOfTable(set, rule, route, go, first) {
  const meta = html`<span class="meta"
    >${[oneFile(set.rows), count(set.total, "row")].filter(Boolean).join(", ")}</span
  >`;
  if (first)
    return html`<section class="set">
      ${
        rule.sets.length > 1 || set.table !== rule.tables[0]
          ? html`<h2 class="h3 set-title">${set.label} ${meta}</h2>`
          : html`<h2 class="vh">${set.label}</h2>`
      }
      ${table(set, rule, route, go)}
    </section>`;
  return html`<details class="set more-table">
    <summary><h2 class="h3">${set.label} ${meta}</h2></summary>
    ${table(set, rule, route, go)}
  </details>`;
}
