// One page for the manager: where the errors are, what changed, and which figures rest on records with errors. No child's id stands on it.
import { html } from "lit-html";
import { ask } from "../ask.js";
import { state } from "../state.js";
import { bar } from "../parts/charts.js";
import { ourFault } from "../parts/fault.js";
import { loading } from "../parts/loading.js";
import { dayOf, fewer } from "./overview-since.js";
import { chart } from "./share-progress.js";
import { outdatedNote } from "./unchecked.js";
import { count, longDate, number, percent } from "../words.js";

const TITLE = "Errors in the children looked after return";
const SHOWN = 6;

/** A table of counts, each with its share and, but for the rest taken together, its bar. */
function counts(id, title, rows, of) {
  const most = Math.max(1, ...rows.filter((one) => !one.rest).map((one) => one.errors));
  return html`<section aria-labelledby=${id}>
    <h2 id=${id} class="h3">${title}</h2>
    <table class="minilist" aria-labelledby=${id}>
      <tbody>
        ${rows.map(
          (one) =>
            html`<tr>
              <th scope="row">${one.text}</th>
              <td class="barcell">${one.rest ? "" : bar(one.errors / most)}</td>
              <td class="num">${number(one.errors)}</td>
              <td class="num soft">${percent(one.errors / of)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** The main figures, and how far they rest on records with errors. */
function headlines(figures) {
  if (!figures.length) return "";
  return html`<section aria-labelledby="m-rest">
    <h2 id="m-rest" class="h3">Which figures rest on records with errors</h2>
    <p class="meta">
      The figures are as recorded in the files, not the Department’s published ones. A record counts here if a rule
      finds fault with a field that the figure is made from. Errors not due yet are left out.
    </p>
    <table class="minilist headlines" aria-labelledby="m-rest">
      <thead>
        <tr>
          <td></td>
          <th scope="col" class="num meta">As recorded</th>
          <th scope="col" class="num meta">With an error</th>
        </tr>
      </thead>
      <tbody>
        ${figures.map(
          (one) =>
            html`<tr>
              <th scope="row" class=${one.part ? "part" : ""}>${one.title}</th>
              <td class="num">${number(one.value)}</td>
              <td class="num">
                ${one.wrong ? html`<strong>${number(one.wrong)}</strong>` : "none"}
                <span class="soft">of ${number(one.records)}</span>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function since(view) {
  if (!view.since) return "";
  const { fixed, new: fresh, still } = view.since;
  return html`<p>
    <strong>Since ${dayOf(view.since.label, view)}:</strong> ${number(fixed)} fixed, ${number(fresh)} new,
    ${number(still)} still there.
  </p>`;
}

export function manager() {
  const { data: view, fault } = ask("overview for the manager", "overview", {});
  const { data: change } = ask("progress", "progress");
  const { data: under } = ask("headlines", "headlines");
  if (fault)
    return html`<h1 tabindex="-1">${TITLE}</h1>
      ${ourFault(fault, state)}`;
  if (!view || !change || !under) return loading(TITLE, "Counting…");
  const due = view.statuses.find((one) => one.status === "due").errors;
  const figure = (label, value, more) =>
    html`<div>
      <dt>${label}</dt>
      <dd class="big">${value}</dd>
      <dd class="meta">${more}</dd>
    </div>`;
  const rules = view.by_rule.slice(0, SHOWN);
  const rest = view.by_rule.slice(SHOWN);
  const going =
    change.points.length > 1
      ? html`<section aria-labelledby="m-line">
          <h2 id="m-line" class="h3">Are the errors going down?</h2>
          ${chart(change.points)}
        </section>`
      : "";
  return html`<article class="manager">
    <p class="no-print"><a href="#/share">Back to Share</a></p>
    <div class="page-head">
      <div>
        <h1 tabindex="-1">${TITLE}</h1>
        <div class="meta">
          ${view.council ? `${view.council}, ` : ""}${view.year_label}, as at ${longDate(view.as_at)}.
          ${count(view.children, "child", "children")}.
        </div>
      </div>
      <div class="row-btn">
        <button class="govuk-button" type="button" @click=${() => print()}>Print or save as PDF</button>
      </div>
    </div>
    ${outdatedNote()}
    <dl class="figs figs-4">
      ${figure("Errors", number(view.errors), view.since ? fewer(view) : `found by ${count(view.by_rule.length, "rule")}`)}
      ${figure("Due now", number(due), view.errors - due ? `${number(view.errors - due)} not due yet` : "everything is due")}
      ${figure("Children with an error", number(view.children_with_error), `of ${number(view.children)}`)}
      ${figure("Errors per 100 children", view.per_100.toFixed(1), view.since?.was_per_100 != null ? `was ${view.since.was_per_100.toFixed(1)}` : "")}
    </dl>
    ${since(view)}
    ${
      view.errors
        ? html`${counts("m-rules", "What is wrong", [...rules.map((one) => ({ text: html`${one.title} <span class="soft">(rule ${one.code})</span>`, errors: one.errors })), ...(rest.length ? [{ text: `${count(rest.length, "other rule", "other rules")}`, errors: rest.reduce((sum, one) => sum + one.errors, 0), rest: true }] : [])], view.errors)}
            <div class="cols cols-rest">
              ${headlines(under.figures)}
              <div>
                ${counts(
                  "m-kinds",
                  "What kind of error",
                  view.by_category.filter((one) => one.errors).map((one) => ({ text: one.label, errors: one.errors })),
                  view.errors,
                )}
                ${counts(
                  "m-tables",
                  "Where in the return",
                  view.by_table
                    .filter((one) => one.errors)
                    .map((one) => ({ text: one.label ?? one.table, errors: one.errors })),
                  view.errors,
                )}
                ${going}
              </div>
            </div>`
        : html`<p class="lead">No errors were found.</p>
            ${headlines(under.figures)}${going}`
    }
    <div class="cols cols-half">
      ${
        view.not_due.length
          ? html`<section aria-labelledby="m-due">
              <h2 id="m-due" class="h3">Not due yet</h2>
              ${view.not_due.map((one) => html`<p>${one.reason}</p>`)}
            </section>`
          : ""
      }
      ${
        view.rules_not_run
          ? html`<section aria-labelledby="m-run">
              <h2 id="m-run" class="h3">Not checked</h2>
              <ul class="govuk-list govuk-list--bullet">
                ${view.not_run.map((one) => html`<li>${one.fault ? "A rule stopped by a fault of the tool" : one.why}: ${count(one.rules.length, "rule")}</li>`)}
              </ul>
            </section>`
          : ""
      }
    </div>
    <p class="meta">
      Made with Check 903 on this council’s own computer. ${number(view.rules_run)} of ${number(view.rules_in_force)}
      rules of ${view.rules_year_label} were run. This page holds no child’s id.
    </p>
  </article>`;
}
