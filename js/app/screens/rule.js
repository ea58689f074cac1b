// By rule: the rules with errors, and beside them one rule with all its rows.
import { html, nothing } from "lit-html";
import { ask } from "../ask.js";
import { state } from "../state.js";
import { filtered, href, same } from "../router.js";
import { bar } from "../parts/charts.js";
import { loading } from "../parts/loading.js";
import { ourFault } from "../parts/fault.js";
import { pager, paging } from "../parts/pager.js";
import { outcomeLine } from "../parts/outcome.js";
import { typed } from "../typed.js";
import { ruleActions, tickNote } from "./rule-actions.js";
import { rowsTable } from "./rule-rows.js";
import { outdatedNote, unchecked } from "./unchecked.js";
import { count, number, percent, tableNames } from "../words.js";

const keepInList = (route) => ({ find: route.show.find, order: route.show.order });

function list(route, go, rules, code) {
  const { data } = rules;
  const mendable = new Set(ask("fix", "fix").data?.offers.flatMap((one) => one.rules));
  const order = route.show.order === "code" ? "code" : "";
  const most = Math.max(1, ...(data?.rules ?? []).map((one) => one.errors));
  const item = (rule) =>
    html`<li>
      <a
        href=${href(["findings", "rule", rule.code], route.filter, keepInList(route))}
        aria-current=${rule.code === code ? "true" : nothing}
      >
        <span class="code">${rule.code}</span><span>${rule.title}</span><span class="cnt">${number(rule.errors)}</span>
        <span class="sub"
          >${mendable.has(rule.code) ? html`<span class="govuk-tag">Can be fixed</span>` : ""}${state.summary.later_rules?.includes(rule.code) ? html`<span class="govuk-tag tag-later">Not due yet</span>` : ""}${bar(rule.errors / most)}<span
            class="pc"
            >${percent(rule.share)}</span
          ></span
        ></a
      >
    </li>`;
  return html`<section aria-label="Rules with errors" class="stick no-print">
    <div class="finder">
      <h2 class="h3">${data ? `${count(data.total, "rule")} with errors` : "Rules with errors"}</h2>
      <div class="line">
        <label class="govuk-label" for="find">Find by code or word</label
        ><button type="button" class="linkish" @click=${() => go(same(route, { order: order ? "" : "code" }))}>
          ${order ? "In order of code" : "Most errors first"}<span class="vh"
            >. Press for ${order ? "most errors first" : "order of code"}</span
          >
        </button>
      </div>
      <input
        class="govuk-input"
        id="find"
        type="search"
        maxlength="500"
        autocomplete="off"
        .value=${route.show.find ?? ""}
        @input=${typed((text) => same(state.route, { find: text }))}
      />
    </div>
    <div class="listbox" tabindex="0" role="region" aria-label="List of rules">
      <ul class="rules">
        ${data?.rules.map(item) ?? ""}
      </ul>
      ${data && !data.rules.length ? html`<p class="none">No rule with errors matches.</p>` : ""}
    </div>
  </section>`;
}

function sets(rule, route, go, asked) {
  const longest = Math.max(0, ...rule.sets.map((set) => set.total));
  return html`${rule.sets.map((set) => rowsTable(set, rule, route, go))}
  ${pager(route, asked, longest, go)}${tickNote(rule, route)}`;
}

function detail(route, go, code) {
  const asked = paging(route);
  const {
    data: rule,
    pending,
    fault,
  } = ask(`rule ${code}`, "rule", code, route.filter, asked.page, asked.size, route.show.sort ?? "");
  if (fault)
    return html`<h1 tabindex="-1">Rule ${code}</h1>
      ${ourFault(fault, state)}`;
  if (!rule) return loading(`Rule ${code}`, "Getting the rows…");
  if (rule.known === false)
    return html`<h1 tabindex="-1">No rule has the code ${code}</h1>
      <p><a href=${href(["findings", "rule"], route.filter)}>See all rules with errors</a></p>`;
  const fields = rule.fields.map((one) =>
    one.field === one.label.toUpperCase() ? one.label : `${one.field}, ${one.label.toLowerCase()}`,
  );
  const some = rule.total < rule.errors;
  return html`<div aria-busy=${pending}>
    <div class="meta">Rule ${rule.code}, ${tableNames(rule.tables)}, ${rule.category_label.toLowerCase()}</div>
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
    <dl class="facts">
      <div>
        <dt>Errors</dt>
        <dd>
          <strong>${number(rule.total)}</strong>${some ? html` of ${number(rule.errors)}` : ""} in
          ${count(rule.children, "child", "children")}
        </dd>
      </div>
      ${
        rule.since
          ? html`<div>
              <dt>Since ${rule.since.label}</dt>
              <dd>${number(rule.since.fixed)} fixed, ${number(rule.since.new)} new</dd>
            </div>`
          : ""
      }
      <div>
        <dt>${fields.length === 1 ? "Field" : "Fields"}</dt>
        <dd>
          ${fields.slice(0, 4).map((text) => html`<span class="line">${text}</span>`)}${fields.length > 4 ? html`<span class="line soft">and ${fields.length - 4} more</span>` : ""}
        </dd>
      </div>
      <div>
        <dt>In force</dt>
        <dd>${rule.in_force}</dd>
      </div>
    </dl>
    ${rule.as_known ? html`<p class="meta as-known">${rule.as_known}</p>` : ""}
    ${
      rule.total
        ? html`${ruleActions(rule, route)}${sets(rule, route, go, asked)}`
        : html`<p>
            ${rule.not_run ? html`This rule was not run: ${rule.not_run}` : rule.errors ? html`No error of this rule matches the filter. <a href=${filtered(route, {})}>Clear the filter</a>` : "No row fails this rule."}
          </p>`
    }
  </div>`;
}

export function byRule(route, go) {
  const instead = unchecked();
  if (instead) return instead;
  const order = route.show.order === "code" ? "code" : "-errors";
  const rules = ask("rules", "rules", route.filter, route.show.find ?? "", order);
  if (rules.fault)
    return html`<h1 tabindex="-1">By rule</h1>
      ${ourFault(rules.fault, state)}`;
  const code = route.id || rules.data?.rules[0]?.code;
  return html`${outdatedNote()}
    <div class="cols cols-side-l print-wide">
      ${list(route, go, rules, code)}
      <section aria-label="The rule and its rows">
        ${
          code
            ? detail(route, go, code)
            : rules.data
              ? html`<h1 tabindex="-1">By rule</h1>
                  <p>${state.summary.errors ? "No error matches." : "No errors found: there is no rule to show."}</p>`
              : loading("By rule", "Getting the rules…")
        }
      </section>
    </div>`;
}
