// One figure: its value and how far to trust it, what it counts, month by month, who they are, the children behind it.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { href } from "../router.js";
import { rangeChart } from "../parts/chart-range.js";
import { loadingPart } from "../parts/loading.js";
import { failedScreen } from "../parts/fault.js";
import { childrenBehind } from "./figure-children.js";
import { published } from "./figure-compare.js";
import { month } from "./figure-months.js";
import { splits } from "./figure-splits.js";
import { days } from "./figures-day.js";
import { figureHref } from "./figures-lines.js";
import { outdatedNote } from "./unchecked.js";
import { th, thead } from "../parts/table.js";
import { count, longDate, number } from "../format.js";

const FIRST_RULES = 8;

const crumb = (route, label, theme) =>
  html`<nav class="crumb no-print" aria-label="Where this figure stands">
    <a href=${href(["figures"], {}, { day: route.show.day })}>Figures</a> /
    <a href=${href(["figures", "theme", theme], {}, { day: route.show.day })}>${label}</a>
  </nav>`;

const entry = (name, value, beside) =>
  value
    ? html`<div>
        <dt>${name}</dt>
        <dd><strong>${value}</strong> ${beside}</dd>
      </div>`
    : "";

function lastYear(view, place) {
  const { line } = view;
  const change = [line.change, line.points].filter(Boolean).join(", ");
  const none = line.why_not_last ? html`<dd class="soft">${line.why_not_last}</dd>` : "";
  const day = line.months.length || !place.last_day ? "The same day last year" : "Last year";
  return html`<dl>
    ${
      line.last
        ? entry(day, line.last, line.last_beside)
        : none
          ? html`<div>
              <dt>${day}</dt>
              ${none}
            </div>`
          : ""
    }
    ${
      change
        ? html`<div>
            <dt>Change</dt>
            <dd>${change}</dd>
          </div>`
        : ""
    }
    ${
      line.months.length && view.year_end_day
        ? entry(`Last year’s end, ${view.year_end_day}`, view.year_end, view.year_end_beside)
        : ""
    }
  </dl>`;
}

function trust(view, route) {
  const { trust: found, unit, value } = view.line;
  if (!found?.records) return html`<p>It rests on nobody.</p>`;
  const what = unit === "per 10,000" ? "children" : unit;
  const of = `${found.errors_said} ${FROM_CHILDREN.has(what) ? "records" : what}`;
  const errors = found.with_errors ? html`<a href=${figureHref(view.line.id, route, { of: "error" })}>${of}</a>` : of;
  const unsure = found.cannot_tell
    ? html` <a href=${figureHref(view.line.id, route, { of: "cannot" })}>${found.cannot_said}</a>.`
    : "";
  const ends = found.span && found.ends ? found.ends : null;
  return html`<p>${errors} have an error, due now, in something that this figure reads.${unsure}</p>
    ${
      ends
        ? html`${rangeChart(
              { low: ends[0], high: ends[1], at: found.stands, sign: value.endsWith("%") ? "%" : "" },
              `${value}, and could be ${found.span}`,
            )}
            <p class="meta">
              Could be ${found.span}: if every record with an error were wrong and every “cannot tell” fell on one side.
            </p>`
        : ""
    }`;
}

/** Units that are no records: what it rests on is children. */
const FROM_CHILDREN = new Set(["miles", "months", "days", "nights", "moves a year"]);

const top = (view, place, route) =>
  html`<div class="fg-top">
    <div>
      <p class="meta">${place.day === place.today ? "Today, " : ""}${longDate(place.day)}</p>
      <p class="fg-huge">${view.line.value}</p>
      <p>${view.line.beside}</p>
      ${view.line.most ? html`<p class="meta">${view.line.most}</p>` : ""}
    </div>
    ${lastYear(view, place)}
    <section aria-labelledby="fg-trust">
      <h2 id="fg-trust">How far to trust it</h2>
      ${trust(view, route)}
    </section>
  </div>`;

const exact = (name, text) =>
  text
    ? html`<tr>
        <th scope="row">${name}</th>
        <td>${text}</td>
      </tr>`
    : "";

const counts = (view) =>
  html`<section aria-labelledby="fg-counts">
    <h2 id="fg-counts">What it counts</h2>
    <p>${view.plain}</p>
    ${view.line.note ? html`<p><span class="govuk-tag tag-look">${view.line.note}</span> ${OURS}</p>` : ""}
    ${view.line.warn ? html`<p class="govuk-inset-text">${view.line.warn}</p>` : ""}
    <details class="govuk-details">
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">In exact terms</span></summary>
      <table class="exact" aria-label="In exact terms">
        <tbody>
          ${exact("Exactly", view.exact)}
          ${exact(
            "Columns read",
            view.columns.map((one) => html`<span class="block">${one}</span>`),
          )}
          ${exact("Rounding", view.rounding)} ${exact("Source", view.source)}
        </tbody>
      </table>
      <p class="meta">
        What CLA(D), PERIOD, SPELL and the other names mean: <a href="#/help/figures">Help with Figures</a>.
      </p>
    </details>
  </section>`;

const OURS = "The Department publishes no exact definition of this; ours stands here in full.";

const beside = (view) =>
  view.beside.length
    ? html`<section aria-labelledby="fg-beside">
        <h2 id="fg-beside">Beside it</h2>
        <table class="grid" aria-labelledby="fg-beside">
          ${thead("What", th("Now", "num"), th("Last year", "num"))}
          <tbody>
            ${view.beside.map(
              (one) =>
                html`<tr>
                  <th scope="row">${one.label}</th>
                  <td class="num">
                    <strong>${one.value}</strong>${one.beside ? html`<span class="mean">${one.beside}</span>` : ""}
                  </td>
                  <td class="num soft">${one.last}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>`
    : "";

function touching(view) {
  if (!view.rules.length) return "";
  const row = (one) =>
    html`<tr>
      <td>
        <a href=${href(["findings", "rule", one.code])}><span class="code">${one.code}</span> ${one.title}</a>
      </td>
      <td class="num">${number(one.children)}</td>
    </tr>`;
  const table = (rows) =>
    html`<table class="grid" aria-labelledby="fg-rules">
      ${thead("Rule", th("Children", "num"))}
      <tbody>
        ${rows.map(row)}
      </tbody>
    </table>`;
  const rest = view.rules.slice(FIRST_RULES);
  return html`<section class="section" aria-labelledby="fg-rules">
    <h2 id="fg-rules">The errors that touch it</h2>
    <p class="meta">Due now and not accepted. A child with errors of two rules counts with both.</p>
    ${table(view.rules.slice(0, FIRST_RULES))}
    ${
      rest.length
        ? html`<details class="govuk-details after-table">
            <summary class="govuk-details__summary">
              <span class="govuk-details__summary-text">${count(rest.length, "more rule")}</span>
            </summary>
            ${table(rest)}
          </details>`
        : ""
    }
  </section>`;
}

function body(view, place, route, go) {
  if (view.line.lacks)
    return html`<p class="lead">This figure can’t be made: ${view.line.lacks}.</p>
      <div class="narrow">${counts(view)}</div>`;
  return html`${top(view, place, route)}
    <div class="cols cols-half">
      ${counts(view)}
      <div>${month(view)} ${beside(view)}</div>
    </div>
    ${published(view, route)} ${splits(view, route)} ${childrenBehind(view, route, go)} ${touching(view)}`;
}

export function figure(place, route, go) {
  const { data: view, pending, fault } = query("figure", "figure", route.id, place.day);
  if (fault) return failedScreen("Figures", fault);
  if (!view || (pending && view.line?.id !== route.id))
    return html`<h1 tabindex="-1">Figures</h1>
      ${loadingPart("Counting…")}`;
  if (!view.line)
    return html`<h1 tabindex="-1">There is no such figure</h1>
      <p>The address names none. <a href="#/figures">All figures</a></p>`;
  return html`<div class="fg-page" aria-busy=${pending}>
    ${crumb(route, view.theme_label, view.line.theme)}
    <div class="page-head">
      <h1 tabindex="-1">${view.line.title}</h1>
      <div class="row-btn no-print">
        <button type="button" class="govuk-button btn-2" @click=${() => print()}>Print</button>
      </div>
    </div>
    ${outdatedNote()} ${days(place, route, go)} ${body(view, place, route, go)}
  </div>`;
}
