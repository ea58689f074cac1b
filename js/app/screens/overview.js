// Overview: how many errors, where they are, of what kind, and which rules were not run.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { fetchFile } from "../stores/downloads.js";
import { state } from "../state.js";
import { jump } from "../focus/focus.js";
import { filtered, href, same } from "../router.js";
import { bar, barLink, stack } from "../parts/charts.js";
import { failedScreen } from "../parts/fault.js";
import { loading } from "../parts/loading.js";
import { goodIcon } from "../parts/icons.js";
import { saveButton } from "../parts/unsaved.js";
import { fewTables, waiting } from "./overview-few.js";
import { nextSteps } from "./overview-next.js";
import { leftOut, notRun } from "./overview-not-run.js";
import { otherRules } from "./overview-rules.js";
import { patterns, things, thingsMeta } from "./overview-things.js";
import { asAtLine, countOf, fewer, notDueYet } from "./overview-since.js";
import { standing } from "./overview-standing.js";
import { accepted, themes } from "./overview-themes.js";
import { moreLine } from "./more-checks.js";
import { outdatedNote, unchecked } from "./unchecked.js";
import { isUnsaved } from "../stores/work-file.js";
import { hidden, noName, th, thead } from "../parts/table.js";
import { count, number, percent } from "../format.js";

const SHOWN = 10;
const CATEGORY_CSS = {
  missing: "cat-1",
  "cross-year": "cat-2",
  inconsistent: "cat-3",
  invalid: "cat-4",
  files: "cat-5",
};

function head(view) {
  const checked = `Checked at ${timeOf(view.checked_at)} in ${seconds(view.seconds)}`;
  const read = `${count(view.rows, "row")}, ${count(view.children, "child", "children")}`;
  const about = `${asAtLine(view)}${checked}: ${read}.`;
  return html`<div class="page-head">
    <div>
      <h1 tabindex="-1">${view.council ? `${plainName(view.council)}, ` : ""}${view.year_label}</h1>
      <div class="meta">${about}</div>
    </div>
    <div class="row-btn">
      <button
        class="govuk-button"
        type="button"
        aria-disabled=${state.making === "workbook"}
        @click=${() => state.making || fetchFile("workbook", state.route.filter)}
      >
        ${state.making === "workbook" ? "Making the workbook…" : "Download workbook"}</button
      >${isUnsaved() ? "" : saveButton()}<button class="linkish" type="button" @click=${() => print()}>
        Print this page
      </button>
    </div>
  </div>`;
}

const timeOf = (text) => (text.includes("T") ? text.slice(11, 16) : text);

/** "Bristol, City of" as Bristol. */
const plainName = (council) => council.replace(/, (City|County) of$/, "");
const seconds = (n) => (n < 9.95 ? `${n.toFixed(1)} seconds` : count(Math.round(n), "second"));

/** True where the screen counts what is due now: unless the filter asks for another status. */
const due = (route) => !route.filter.status;

function figures(view, found, all) {
  const faults = view.not_run.filter((one) => one.fault).reduce((sum, one) => sum + one.rules.length, 0);
  const others = view.rules_not_run - faults;
  const why = [
    others && `${number(others)} could not be run`,
    faults && `${number(faults)} ${faults === 1 ? "is" : "are"} our fault`,
  ]
    .filter(Boolean)
    .join(", ");
  const since = Object.keys(state.route.filter).length ? null : view.since;
  const box = (label, big, small, meta) =>
    html`<div>
      <dt>${label}</dt>
      <dd class="big">${big}${small ? html` <small>of ${number(small)}</small>` : ""}</dd>
      <dd class="meta">${meta}</dd>
    </div>`;
  return html`<dl class="figs ${view.errors ? "figs-6" : ""}">
    ${box(
      due(state.route) ? "Errors due now" : "Errors",
      number(view.errors),
      Object.keys(state.route.filter).length ? view.of_errors : 0,
      since ? fewer(all) : `of ${count(view.by_rule.length, "rule")}`,
    )}
    ${view.errors ? box("Things to fix", found ? number(found.things) : "…", 0, thingsMeta(found)) : ""}
    ${box(
      "Children with an error",
      number(view.children_with_error),
      view.children,
      view.children ? `${((100 * view.children_with_error) / view.children).toFixed(1)}%` : "",
    )}
    ${box("Errors per 100 children", Number(view.per_100).toFixed(1), 0, "")}
    ${box("Rules run", number(view.rules_run), view.rules_in_force, `${number(view.rules_clean)} found nothing wrong`)}
    ${box(
      "Rules not run",
      number(view.rules_not_run),
      0,
      view.rules_not_run
        ? html`<a href="#/findings/overview" @click=${jump("nr")}>${why}</a>`
        : "All rules in force were run",
    )}
  </dl>`;
}

const FEW_RULES = 15; // so few that it helps to say how much of all errors they cause

/** "6 rules cause 81% of these errors", where it helps. */
function mostOf({ eighty, errors }) {
  if (!eighty.rules || eighty.rules >= FEW_RULES) return "";
  const cause = eighty.rules === 1 ? "1 rule causes" : `${number(eighty.rules)} rules cause`;
  return html`<strong>${cause} ${percent(eighty.errors / errors)} of these errors.</strong>`;
}

/** The rules by number of errors. */
function pareto(view, route) {
  const { by_rule: rules } = view;
  const all = route.show.rules === "all";
  const shown = all ? rules : rules.slice(0, SHOWN);
  const most = rules[0].errors;
  const later = new Set(view.later_rules);
  const offers = query("fix", "fix").data?.offers ?? [];
  const fixable = new Set(offers.flatMap((offer) => offer.rules ?? []));
  const heading = due(route) ? "Errors due now" : "Errors";
  const row = (rule) =>
    html`<tr role="row">
      <td role="cell" class="title">
        <a href=${href(["findings", "rule", rule.code], route.filter)}
          ><span class="code">${rule.code}</span> ${rule.title}</a
        >${later.has(rule.code) ? html` <span class="govuk-tag tag-later">Not due yet</span>` : ""}${
          fixable.has(rule.code) ? html` <span class="govuk-tag">Can be fixed</span>` : ""
        }
      </td>
      <td role="cell" class="barcell">
        ${barLink(
          route,
          { rule: rule.code },
          `rule ${rule.code}`,
          bar(rule.errors / most, later.has(rule.code) ? "later" : ""),
        )}
      </td>
      <td role="cell" class="num">${number(rule.errors)}</td>
    </tr>`;
  const sum = shown.reduce((so, rule) => so + rule.errors, 0);
  const part =
    shown.length < rules.length
      ? `${count(shown.length, "rule")} of ${number(rules.length)} shown, ${number(sum)} of` +
        ` ${count(view.errors, "error")}.`
      : "";
  return html`<section aria-labelledby="where">
    <h2 id="where">Where the errors are</h2>
    <p>${mostOf(view)} Choose a rule to see its rows. Any bar filters all four views.</p>
    <table role="table" class="grid pareto" aria-labelledby="where">
      ${thead(
        "Rule",
        th(hidden("Errors as a bar")),
        html`<th role="columnheader" scope="col" class="num sorted" aria-sort="descending">${heading}</th>`,
      )}
      <tbody role="rowgroup">
        ${shown.map(row)}
      </tbody>
    </table>
    ${
      part || all
        ? html`<p class="after-table">
            ${part}
            <a href=${same(route, { rules: all ? "" : "all" })}
              >${all ? "Show fewer rules" : `Show all ${count(rules.length, "rule")} with errors`}</a
            >
          </p>`
        : ""
    }
  </section>`;
}

function kinds(view, route) {
  const parts = view.by_category.filter((one) => one.errors);
  const label = parts.map((one) => `${number(one.errors)} ${one.label.toLowerCase()}`).join(", ");
  const to = (one) => filtered(route, { ...route.filter, category: one.category });
  return html`<section aria-labelledby="by-category">
    <h2 id="by-category">By category</h2>
    ${stack(
      parts.map((one) => ({
        share: one.errors / view.errors,
        css: CATEGORY_CSS[one.category] ?? "cat-5",
        href: to(one),
        said: `Filter by ${one.label.toLowerCase()}`,
      })),
      label,
    )}
    <table class="minilist" aria-labelledby="by-category">
      <tbody>
        ${parts.map(
          (one) =>
            html`<tr>
              <th scope="row">
                <span class="sw ${CATEGORY_CSS[one.category] ?? "cat-5"}"></span><a href=${to(one)}>${one.label}</a>
              </th>
              <td class="num">${number(one.errors)}</td>
              <td class="num soft">${percent(one.errors / view.errors)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function tables(view, route) {
  const parts = view.by_table.filter((one) => one.errors);
  const most = Math.max(...parts.map((one) => one.errors));
  return html`<section aria-labelledby="tab">
    <h2 id="tab">Which table</h2>
    <table class="minilist" aria-labelledby="tab">
      ${thead(noName, noName, th("Errors", "num meta"), th("per 100", "num meta"))}
      <tbody>
        ${parts.map(
          (one) =>
            html`<tr>
              <th scope="row">
                <a href=${filtered(route, { ...route.filter, table: one.table })}>${one.label ?? one.table}</a>
              </th>
              <td class="barcell">
                ${barLink(route, { table: one.table }, one.label ?? one.table, bar(one.errors / most))}
              </td>
              <td class="num">${number(one.errors)}</td>
              <td class="num soft">${Number(one.per_100).toFixed(1)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function where(view, all, route) {
  if (view.errors)
    return html`<div class="cols cols-over">
      <div>${view.few ? "" : nextSteps(route)}${pareto(view, route)}</div>
      <div class="minis">
        ${view.few ? "" : themes(route)}${kinds(view, route)}${tables(view, route)}${accepted(all, route)}
      </div>
    </div>`;
  if (Object.keys(route.filter).length)
    return html`<p class="lead">
      No error matches the filter. <a href=${filtered(route, {})}>Clear the filter</a> to see all
      ${count(view.of_errors, "error")}.
    </p>`;
  if (all.errors || countOf(all, "accepted"))
    return html`<p class="done">
        ${goodIcon}<span
          ><strong>Nothing is due now.</strong>
          ${all.errors ? `${count(all.errors, "error is", "errors are")} not due yet.` : ""}</span
        >
      </p>
      ${accepted(all, route)}`;
  return html`<p class="done">
    ${goodIcon}<span
      ><strong>No errors found.</strong> ${
        view.rules_not_run
          ? "The rules that were run found nothing wrong. Look below at those that were not run."
          : `All ${count(view.rules_run, "rule")} found nothing wrong with this return.`
      }</span
    >
  </p>`;
}

export function overview(route) {
  const instead = unchecked();
  if (instead) return instead;
  const all = query("overview", "overview", route.filter);
  const now = due(route) ? query("overview due", "overview", { ...route.filter, status: "due" }) : all;
  const fault = all.fault ?? now.fault;
  if (fault) return failedScreen("Overview", fault);
  if (!all.data || !now.data) return loading("Overview", "Counting…");
  const pending = all.pending || now.pending;
  const view = { ...now.data, of_errors: all.data.of_errors, since: all.data.since };
  const found = view.errors && !pending ? things(route) : null;
  return html`<div aria-busy=${pending}>
    ${head(view)}${outdatedNote()}${fewTables(view)}${figures(view, found, all.data)}
    ${standing(all.data, route)}${otherRules(all.data)}${notDueYet(all.data, route)}${where(view, all.data, route)}
    ${patterns(found, route)}${
      view.few && view.not_run.length ? html`${waiting(view)}${leftOut(view)}` : notRun(view)
    }${moreLine()}
  </div>`;
}
