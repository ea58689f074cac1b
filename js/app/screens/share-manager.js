// One page for the manager: the children and where they live, the errors due by theme and by team, whether they go
// down, and what would help. No child's id stands on it. The numbers are those of views/manager.py, and of the
// workbook's sheet.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { alterInTurn } from "../stores/changes.js";
import { bar, trend } from "../parts/charts.js";
import { failedScreen } from "../parts/fault.js";
import { loading } from "../parts/loading.js";
import { outdatedNote } from "./unchecked.js";
import { noName, th, thead } from "../parts/table.js";
import { count, number, percent } from "../format.js";

const TITLE = "Children looked after: the figures, and how far to trust them";

const share = (part, whole) => (whole ? percent(part / whole) : "");
const wrongOf = (wrong, whole) => `${number(wrong)} of ${number(whole)}`;

/** Start, in, left, now. */
function flow({ start, came, came_wrong, left, left_wrong, now, now_wrong, off }, view) {
  const part = (label, value, more) =>
    html`<div>
      <p>${label}</p>
      <p class="big">${number(value)}</p>
      <p class="meta">${more}</p>
    </div>`;
  const op = (sign, said) =>
    html`<p class="op"><span aria-hidden="true">${sign}</span><span class="vh">${said}</span></p>`;
  return html`<div class="mflow">
      ${part(view.start_day, start, "looked after")} ${op("+", "and")}
      ${part("Came in since", came, `${wrongOf(came_wrong, came)} have an error`)} ${op("−", "less")}
      ${part("Left since", left, `${wrongOf(left_wrong, left)} have an error`)} ${op("=", "makes")}
      ${part(`Looked after on ${view.day}`, now, `${wrongOf(now_wrong, now)} have an error`)}
    </div>
    ${
      off
        ? html`<p class="meta">
            The sum is out by ${number(Math.abs(off))}: the files don’t say how
            ${count(Math.abs(off), "child", "children")} ${off > 0 ? "left care" : "came into care"}.
          </p>`
        : ""
    }`;
}

/** Where the children live, and how many of their records have an error. */
function places({ now, now_wrong }, rows) {
  const line = (label, children, errors, whole) =>
    html`<tr class=${whole ? "sum" : ""}>
      <th scope="row">${label}</th>
      <td class="num">${number(children)}</td>
      <td class="num soft">${share(children, now)}</td>
      <td class="num">${wrongOf(errors, children)}</td>
      <td class="num soft">${share(errors, children)}</td>
    </tr>`;
  return html`<section aria-labelledby="m-live">
    <h2 id="m-live" class="h3">Where the ${number(now)} children live</h2>
    <table class="mt" aria-labelledby="m-live">
      ${thead(
        noName,
        th("Children", "num"),
        th("Share", "num"),
        th("Records with an error", "num"),
        th("Share", "num"),
      )}
      <tbody>
        ${rows.map((one) => line(one.label, one.children, one.errors, false))}
        ${line("All children looked after", now, now_wrong, true)}
      </tbody>
    </table>
    <p class="meta">
      An error counts here if it is due and in anything that this page uses: dates, legal status, placement, postcode.
      Each child counts once; short breaks are left out.
    </p>
  </section>`;
}

/** The errors due, by theme. */
function themes(view) {
  const most = Math.max(1, ...view.themes.map((one) => one.errors));
  const more = [
    view.later ? `${number(view.later)} more ${view.later === 1 ? "is" : "are"} not due yet and left out here.` : "",
    view.accepted ? `${count(view.accepted, "error is", "errors are")} accepted with a note and left out here.` : "",
  ];
  return html`<section aria-labelledby="m-due">
    <h2 id="m-due" class="h3">${count(view.due, "error is", "errors are")} due for correction now</h2>
    <table class="mt" aria-labelledby="m-due">
      <tbody>
        ${view.themes.map(
          (one) =>
            html`<tr>
              <th scope="row">${one.label}</th>
              <td class="barcell">${bar(one.errors / most)}</td>
              <td class="num">${number(one.errors)}</td>
              <td class="num soft">${share(one.errors, view.due)}</td>
            </tr>`,
        )}
        <tr class="sum">
          <th scope="row">All due now</th>
          <td class="barcell"></td>
          <td class="num">${number(view.due)}</td>
          <td class="num">${share(view.due, view.due)}</td>
        </tr>
      </tbody>
    </table>
    <p class="meta">${more.filter(Boolean).join(" ")}</p>
  </section>`;
}

/** The errors due of each team, or by who can put them right. */
function teams(view) {
  const per = (errors, children) => (children ? number(Math.round((100 * errors) / children)) : "");
  const line = (label, children, errors, whole) =>
    html`<tr class=${whole ? "sum" : ""}>
      <th scope="row">${label}</th>
      ${view.by_team ? html`<td class="num soft">${number(children)}</td>` : ""}
      <td class="num">${number(errors)}</td>
      <td class="num soft">${view.by_team ? per(errors, children) : share(errors, view.due)}</td>
    </tr>`;
  return html`<section aria-labelledby="m-teams">
    <h2 id="m-teams" class="h3">${view.by_team ? "By team" : "Who can put them right"}</h2>
    <table class="mt" aria-labelledby="m-teams">
      ${thead(
        noName,
        view.by_team && th("Children this year", "num"),
        th("Errors due", "num"),
        th(view.by_team ? "for every 100" : "Share", "num"),
      )}
      <tbody>
        ${view.teams.map((one) => line(one.label, one.children, one.errors, false))}
        ${line("All", view.children, view.due, true)}
      </tbody>
    </table>
    ${
      view.by_team
        ? ""
        : html`<p class="meta no-print">To see it by team, give a list of workers on <a href="#/share">Share</a>.</p>`
    }
  </section>`;
}

function going(view) {
  if (view.points.length < 2 && !view.undated) return "";
  return html`<section aria-labelledby="m-line">
    <h2 id="m-line" class="h3">Are they going down?</h2>
    ${
      view.points.length > 1
        ? html`<p>${view.trend}</p>
            ${trend(
              view.points,
              `Errors due: ${view.points.map((one) => `${one.label} ${number(one.errors)}`).join(", ")}`,
            )}`
        : ""
    }
    ${
      view.undated
        ? html`<p class="meta no-print">
            ${count(view.undated, "saved check doesn’t", "saved checks don’t")} say what was due then, and
            ${view.undated === 1 ? "is" : "are"} left out. Checks saved from now on do.
          </p>`
        : ""
    }
  </section>`;
}

/** What would help: made from the data, and to be edited before it is printed. */
function helps(view) {
  const put = (text) => alterInTurn("share_set", { helps: text });
  return html`<section class="mhelp" aria-labelledby="m-help">
    <h2 id="m-help" class="h3">What would help</h2>
    <p class="on-print">${view.helps}</p>
    <div class="no-print">
      <textarea
        class="govuk-textarea"
        rows=${Math.max(5, Math.ceil(view.helps.length / 34))}
        aria-labelledby="m-help"
        .value=${view.helps}
        @change=${(event) => put(event.target.value)}
      ></textarea>
      ${
        view.helps_made
          ? html`<p class="meta">Made from the numbers on this page. Change it before you print.</p>`
          : html`<button type="button" class="linkish" @click=${() => put(null)}>
              Write it anew from the numbers
            </button>`
      }
    </div>
  </section>`;
}

/** Rules that were not run, so that nobody takes silence for a clean return. */
/** @param {Partial<Answers.WholeOverview>} over */
const notRun = ({ rules_run, rules_in_force, rules_not_run, rules_year_label }) =>
  `${number(rules_run)} of ${number(rules_in_force)} rules of ${rules_year_label} were run${
    rules_not_run ? `; ${number(rules_not_run)} ${rules_not_run === 1 ? "was" : "were"} not` : ""
  }.`;

export function manager() {
  const { data: view, fault, pending } = query("manager", "manager");
  const { data: over } = query("overview for the manager", "overview", {});
  if (fault) return failedScreen(TITLE, fault);
  if (!view || !over) return loading(TITLE, "Counting…");
  return html`<div class="manager" aria-busy=${pending}>
    <div class="no-print mtools">
      <p><a href="#/share">Share</a></p>
      <button class="govuk-button" type="button" @click=${() => print()}>Print or save as PDF</button>
    </div>
    ${outdatedNote()}
    <article class="a4" aria-label="One page for the manager, as it prints">
      <h1 tabindex="-1">${TITLE}</h1>
      <p class="soft">
        ${view.council ? `${view.council}, ` : ""}${view.year_label}, as at ${view.day}. The year ends on
        ${view.year_end}.
      </p>
      ${view.flow ? html`${flow(view.flow, view)}${places(view.flow, view.places)}` : ""}
      <div class="m2">${themes(view)}${going(view)}</div>
      <div class="m2">${teams(view)}${helps(view)}</div>
      <p class="mfoot">
        Made with Check 903 on this council’s own computer, from the records of ${over.checked_on ? view.day : ""}.
        ${notRun(over)} Percentages are rounded. No child is named or numbered on this page.
      </p>
    </article>
  </div>`;
}
