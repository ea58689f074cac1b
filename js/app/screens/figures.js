// Figures: the numbers that leaders ask for, straight from the return, and how far each can be trusted.
import { html, nothing } from "lit-html";
import { query } from "../stores/query.js";
import { href, same } from "../router.js";
import { fetchFile } from "../stores/downloads.js";
import { state, setUi } from "../state.js";
import { debounced } from "../debounced-input.js";
import { loading } from "../parts/loading.js";
import { making } from "../parts/making.js";
import { failedScreen } from "../parts/fault.js";
import { COUNCILS, hasCouncils } from "../parts/figures-bar.js";
import { figure } from "./figure.js";
import { balance } from "./figures-balance.js";
import { chooseHeadlines, choosing } from "./figures-headlines.js";
import { councils } from "./figures-councils.js";
import { days } from "./figures-day.js";
import { linesTable } from "./figures-lines.js";
import { publishedFiles } from "./figures-published.js";
import { emptyPlace } from "./places-empty.js";
import { outdatedNote } from "./unchecked.js";
import { findBox } from "../parts/find-box.js";
import { count, number } from "../format.js";

const TITLE = "Figures that leaders can rely on";
const LEAD = "The numbers that the Department publishes about a council each November, made today from your return.";
const HOLDS = [
  ["72 figures", "Who is looked after, who comes and leaves, placements, stability, health, reviews, care leavers."],
  ["How far to trust each", "How many of its records have an error, how many can’t tell, and how far it could move."],
  ["Any day", "Today, 31 March, or any day of the year, beside the same day last year, month by month."],
];
const ALL = "all";
const HEADLINES = "";

const lower = (text) => text.toLocaleLowerCase("en-GB").replaceAll("’", "'");

/** The figures of the themes that `holds`, without themes that are left empty. */
const picked = (themes, holds) =>
  themes.map((one) => ({ ...one, figures: one.figures.filter(holds) })).filter((one) => one.figures.length);

/** What is shown: {name, label, groups}. */
function shown(place, route) {
  const { themes } = place;
  const find = route.show.find?.trim();
  const headlines = new Set(place.headlines);
  if (find)
    return {
      name: null,
      label: `Figures with “${find}”`,
      groups: picked(themes, (one) => lower(one.title).includes(lower(find))),
    };
  if (route.id === ALL) return { name: ALL, label: "All figures", groups: themes };
  const theme = route.id === "theme" ? themes.find((one) => one.theme === route.sub) : null;
  if (theme) return { name: theme.theme, label: theme.label, groups: [theme] };
  return { name: HEADLINES, label: "Headline figures", groups: picked(themes, (one) => headlines.has(one.id)) };
}

const viewHref = (name, route) =>
  href(name === ALL ? ["figures", ALL] : name ? ["figures", "theme", name] : ["figures"], {}, { day: route.show.day });

/** The views to choose from: [name, label, how many figures]. */
const views = (place) => [
  [HEADLINES, "Headline figures", place.headlines.length],
  ...place.themes.map((one) => [one.theme, one.label, one.figures.length]),
  [ALL, "All figures", place.themes.reduce((sum, one) => sum + one.figures.length, 0)],
];

function side(place, route, name, go) {
  const find = debounced((text) => same(state.route, { find: text.trim() }));
  return html`<div class="fg-side no-print">
    <div class="fg-find">${findBox("find-figure", "Find a figure", route.show.find, find)}</div>
    <nav class="fg-themes" aria-label="Themes of the figures">
      <ul>
        ${views(place).map(
          ([one, label, many]) =>
            html`<li>
              <a href=${viewHref(one, route)} aria-current=${one === name ? "true" : nothing}
                >${label} <span class="ct">${number(many)}</span></a
              >
            </li>`,
        )}
      </ul>
    </nav>
    <div class="fg-pick">
      <label class="govuk-label" for="pick-theme">Theme</label
      ><select class="govuk-select" id="pick-theme" @change=${(event) => go(viewHref(event.target.value, route))}>
        ${name === null ? html`<option value="" selected>What was found</option>` : ""}
        ${views(place).map(
          ([one, label, many]) =>
            html`<option value=${one} ?selected=${one === name}>${label} (${number(many)})</option>`,
        )}
      </select>
    </div>
  </div>`;
}

const notes = (place) =>
  html`<p class="fg-note">
      Numbers are exact.
      <strong>Percentages are rounded to whole numbers, as published.</strong>
      ${place.last_day ? `Last year means ${place.last_day}. ` : ""}The range is how far a figure could move if every
      record with an error were wrong and every “cannot tell” fell on one side.
      ${place.columns.length ? "Published numbers of the region and of England are rounded to the nearest 10." : ""}
    </p>
    <p class="fg-legend meta" aria-hidden="true">
      <span><i class="k-er"></i>has an error</span> <span><i class="k-ct"></i>cannot tell</span>
      <span><i></i>nothing found</span>
      ${place.last_day ? html`<span><i class="k-ly"></i>last year, in the small lines</span>` : ""}
    </p>`;

/** All figures as a file; small numbers are hidden unless one wants them. */
function take(place) {
  const hide = state.ui["figures small"] ?? true;
  const args = (kind) => [kind, place.day, hide];
  return html`<label class="fg-hide"
      ><input type="checkbox" .checked=${hide} @change=${(event) => setUi("figures small", event.target.checked)} />Hide
      numbers of 1 to 5</label
    >
    ${making("figures_file", "Download the figures as Excel", { args: args("xlsx") })}
    <button type="button" class="linkish" @click=${() => fetchFile("figures_file", ...args("csv"))}>or as CSV</button>`;
}

function overview(place, route, go) {
  const { name, label, groups } = shown(place, route);
  return html`<div class="page-head">
      <div>
        <h1 tabindex="-1">${TITLE}</h1>
        <div class="soft">
          ${[place.council, place.year_label].filter(Boolean).join(", ")}. Made from your files
          ${place.last_day ? "and last year’s return, " : ""}the way the Department makes its own.
        </div>
      </div>
      <div class="row-btn no-print">
        ${take(place)}
        <button type="button" class="govuk-button btn-2" @click=${() => print()}>Print</button>
      </div>
    </div>
    ${outdatedNote()} ${days(place, route, go)}
    <div class="cols fg-cols">
      ${side(place, route, name, go)}
      <section aria-labelledby="fg-h" class="print-wide">
        <div class="fg-head">
          <h2 id="fg-h">${label}</h2>
          ${name === HEADLINES ? chooseHeadlines() : ""}
        </div>
        ${name === HEADLINES ? choosing(place) : ""} ${notes(place)}
        ${
          groups.length
            ? linesTable(groups, label, place, route)
            : html`<p class="lead">
                No figure has these words in its name. ${count(72, "figure")} are in “All figures”.
              </p>`
        }
        ${balance(place)} ${publishedFiles(place)}
      </section>
    </div>`;
}

export function figures(route, go) {
  if (route.id === COUNCILS || (!state.summary && hasCouncils())) return councils(route, go);
  if (!state.summary) return emptyPlace("Figures", LEAD, HOLDS);
  const { data: place, pending, fault } = query("figures", "figures_place", route.show.day ?? "");
  if (fault) return failedScreen(TITLE, fault);
  if (!place) return loading(TITLE, "Getting the figures…");
  const one = route.id && route.id !== ALL && route.id !== "theme";
  return html`<div class="figures" aria-busy=${pending}>
    ${one ? figure(place, route, go) : overview(place, route, go)}
  </div>`;
}
