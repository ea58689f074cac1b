// By rule: the rules with errors, and beside them one rule with all its rows.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { local } from "../stores/local-rules.js";
import { state } from "../state.js";
import { filtered, href } from "../router.js";
import { loading } from "../parts/loading.js";
import { failedScreen } from "../parts/fault.js";
import { pagesOfTables, paging } from "../parts/pager.js";
import { outcomeLine } from "../parts/outcome.js";
import { ruleActions, tickNote } from "./rule-actions.js";
import { ruleList, ruleNav } from "./rule-list.js";
import { rowsOfTable } from "./rule-rows.js";
import { outdatedNote, unchecked } from "./unchecked.js";
import { count, number, tableNames } from "../format.js";

const LISTED = new Intl.ListFormat("en-GB");

/** What a row is called, inside a sentence: "the episode before", "last year’s Header". */
const inside = (text) =>
  text.replace("Last year, ", "Last year’s ").replace(/^(The|This|Nearest|Last) /, (word) => word.toLowerCase());

/**
 * "this episode with the episode before": what the first table's rows were compared with. A number that the rule worked
 * out is compared with the one needed.
 */
function compared({ row_label: own, rows }) {
  if (rows.some((row) => row.cells.some((cell) => cell && "found" in cell)))
    return "what was found with what is needed";
  const labels = [...new Set(rows.flatMap((row) => row.beside.map((one) => one.label)))];
  return labels.length ? `${inside(own)} with ${LISTED.format(labels.map(inside))}` : "";
}

function facts(rule) {
  const with_ = rule.sets[0] ? compared(rule.sets[0]) : "";
  const fact = (label, text) => html`<span><span class="soft">${label}</span> ${text}</span>`;
  return html`<p class="factline">
    ${fact(
      "Errors",
      html`<strong>${number(rule.errors)}</strong>${rule.errors < rule.of_errors ? ` of ${number(rule.of_errors)}` : ""}
        in ${count(rule.children, "child", "children")}`,
    )}
    ${
      rule.since
        ? fact(`Since ${rule.since.label}`, `${number(rule.since.fixed)} fixed, ${number(rule.since.new)} new`)
        : ""
    }
    ${state.summary.later_rules?.includes(rule.code) ? html`<span class="govuk-tag tag-later">Not due yet</span>` : ""}
    ${with_ ? fact("Compared", with_) : ""}
  </p>`;
}

/** What was accepted is in no other number here. */
const acceptedLine = (rule, route) =>
  rule.accepted && route.filter.status !== "accepted"
    ? html`<p class="meta">
        <a href=${filtered(route, { ...route.filter, status: "accepted" })}
          >${count(rule.accepted, "error")} accepted with a note</a
        >, in no other number on this page.
      </p>`
    : "";

function nothingHere(rule, route) {
  if (rule.not_run) return html`<p>This rule was not run: ${rule.not_run}</p>`;
  if (!rule.of_errors && !rule.accepted) return html`<p>No row fails this rule.</p>`;
  if (!rule.of_errors) return acceptedLine(rule, route);
  return html`<p>No error of this rule matches the filter. <a href=${filtered(route, {})}>Clear the filter</a></p>`;
}

function body(rule, route, go) {
  if (!rule.errors) return nothingHere(rule, route);
  return html`${ruleActions(rule, route)} ${rule.sets.map((set, at) => rowsOfTable(set, rule, route, go, at === 0))}
  ${tickNote(rule, route)}${acceptedLine(rule, route)}`;
}

/** A code that is not the Department’s leads to the check that has it, as soon as it is known whether one has. */
function elsewhere(code) {
  const { data, pending } = query("rule elsewhere", "own_check", code, 0, 1);
  const isHere = !pending && data?.found;
  if (!pending && !isHere && !local.running) return null;
  const isStillHere = () => state.route.view === "rule" && state.route.id === code;
  if (isHere) setTimeout(() => isStillHere() && location.replace(href(["more", code])));
  return loading(`Rule ${code}`, "Looking for it…");
}

function detail(route, go, code, rules) {
  const pages = pagesOfTables(route);
  const filter = route.show.group ? { ...route.filter, group: route.show.group } : route.filter;
  const { size } = paging(route);
  const asked = query(`rule ${code}`, "rule", code, filter, pages, size, route.show.sort ?? "");
  const { data: rule, pending, fault } = asked;
  if (fault) return failedScreen(`Rule ${code}`, fault);
  if (!rule) return loading(`Rule ${code}`, "Getting the rows…");
  if (rule.known === false)
    return (
      elsewhere(code) ??
      html`<h1 tabindex="-1">No rule has the code ${code}</h1>
        <p><a href=${href(["findings", "rule"], route.filter)}>See all rules with errors</a></p>`
    );
  return html`<div aria-busy=${pending}>
    <div class="rule-nav">
      <span class="soft"
        >Rule ${rule.code}, ${tableNames(rule.tables)}, ${rule.category_label.toLowerCase()}, in force
        ${rule.in_force}</span
      >${ruleNav(route, rules, code)}
    </div>
    <h1 id="rt" tabindex="-1">${rule.title}</h1>
    ${outcomeLine()}
    <div class="why">
      <div>
        <h2 class="h4">What is wrong</h2>
        <p>${rule.wrong}</p>
      </div>
      <div>
        <h2 class="h4">How to fix it</h2>
        <p>${rule.fix}</p>
      </div>
    </div>
    ${facts(rule)} ${rule.as_known ? html`<p class="meta as-known">${rule.as_known}</p>` : ""} ${body(rule, route, go)}
  </div>`;
}

export function byRule(route, go) {
  const instead = unchecked();
  if (instead) return instead;
  const order = route.show.order === "code" ? "code" : "-errors";
  const rules = query("rules", "rules", route.filter, route.show.find ?? "", order);
  if (rules.fault) return failedScreen("By rule", rules.fault);
  const code = route.id || rules.data?.rules[0]?.code;
  return html`${outdatedNote()}
    <div class="cols cols-rule ${route.show.list ? "list-open" : ""} print-wide">
      ${ruleList(route, go, rules.data, code)}
      <section class="detail" aria-label="The rule and its rows">
        ${
          code
            ? detail(route, go, code, rules.data)
            : rules.data
              ? html`<h1 tabindex="-1">By rule</h1>
                  <p>${state.summary.errors ? "No error matches." : "No errors found: there is no rule to show."}</p>`
              : loading("By rule", "Getting the rules…")
        }
      </section>
    </div>`;
}
