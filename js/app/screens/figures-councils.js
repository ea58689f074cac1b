// Several councils side by side: figures that each handed on without its children, and the own ones. Nobody is ranked:
// the councils stand by name until one sorts them.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { fromInput } from "../stores/dropped-files.js";
import { add } from "../stores/files-store.js";
import { fetchFile } from "../stores/downloads.js";
import { same } from "../router.js";
import { state } from "../state.js";
import { addReturns, adding, stopAdding } from "../stores/other-returns.js";
import { highest, multiples } from "../parts/chart-multiples.js";
import { failedScreen } from "../parts/fault.js";
import { loading } from "../parts/loading.js";
import { making } from "../parts/making.js";
import { sortable } from "../parts/sortable.js";
import { count, number } from "../format.js";

const TITLE = "Several councils side by side";
const FIRST = [
  "errors",
  "cla_on_day",
  "cla_rate",
  "three_placements",
  "cla_out_of_area",
  "missing_children",
  "reviews_on_time",
];

const under = (text) => (text ? html`<span class="mean">${text}</span>` : "");

/** The figures that are shown: those chosen, or the first ones. */
function chosen(view, route) {
  const asked = route.show.figures?.split(",") ?? FIRST;
  return view.figures.filter((one) => asked.includes(one.id));
}

/** The numbers of the councils in the order in which they are shown. */
function order(view, route, errors) {
  const places = view.councils.map((_, n) => n);
  const sort = route.show.sort ?? "";
  const figure = view.figures.find((one) => one.id === sort.replace(/^-/, ""));
  if (!figure) return sort === "-name" ? places.reverse() : places;
  const value = (n) => figure.cells[n][errors ? "errors_sort" : "sort"];
  const way = sort.startsWith("-") ? -1 : 1;
  return places.sort((a, b) => {
    if (value(a) === null || value(b) === null) return Number(value(a) === null) - Number(value(b) === null);
    return way * (value(a) - value(b));
  });
}

function shown(cell, errors) {
  const [value, beside] = errors ? [cell.errors, cell.errors_beside] : [cell.value, cell.beside];
  if (value) return html`${value}${under(beside)}${cell.note ? under(cell.note) : ""}`;
  return html`<span class="hid">${cell.note || (errors ? "not known" : "")}</span>`;
}

const number_ = (cell, errors) => html`<td class="num">${shown(cell, errors)}</td>`;

const council = (one, sameDay) =>
  html`${one.name}${under([one.about, sameDay ? "" : `as at ${one.day}`].filter(Boolean).join(", "))}`;

const everyone = (view) => `All ${count(view.councils.length, "council")}`;

const england = (view) => html`England${under(`published, 31 March ${view.england.year}`)}`;
const ofEngland = (view, figure) => view.england.cells[view.figures.indexOf(figure)];

function asRows(view, route, go, figures, { errors, sameDay }) {
  const places = order(view, route, errors);
  const head = (one) => sortable(route, go, one.id, one.title, { css: "num", first: "-" });
  return html`<table class="grid rg">
    <caption class="vh">
      ${TITLE}
    </caption>
    <thead>
      <tr>
        ${sortable(route, go, "name", "Council", { fallback: "name" })}${figures.map(head)}
      </tr>
    </thead>
    <tbody>
      ${places.map(
        (n) =>
          html`<tr class=${view.councils[n].own ? "own" : ""}>
            <th scope="row">${council(view.councils[n], sameDay)}</th>
            ${figures.map((one) => number_(one.cells[n], errors && one.id !== "errors"))}
          </tr>`,
      )}
      ${
        errors
          ? ""
          : html`<tr class="tot">
                <th scope="row">${everyone(view)}</th>
                ${figures.map((one) => number_(one.all, false))}
              </tr>
              ${
                view.england
                  ? html`<tr>
                      <th scope="row">${england(view)}</th>
                      ${figures.map((one) => number_(ofEngland(view, one), false))}
                    </tr>`
                  : ""
              }`
      }
    </tbody>
  </table>`;
}

function asColumns(view, route, figures, { errors, sameDay }) {
  const places = order(view, route, errors);
  return html`<table class="grid rg">
    <caption class="vh">
      ${TITLE}
    </caption>
    <thead>
      <tr>
        <th scope="col">Figure</th>
        ${places.map((n) => html`<th scope="col" class="num">${council(view.councils[n], sameDay)}</th>`)}
        ${errors ? "" : html`<th scope="col" class="num">${everyone(view)}</th>`}
        ${errors || !view.england ? "" : html`<th scope="col" class="num">${england(view)}</th>`}
      </tr>
    </thead>
    <tbody>
      ${figures.map(
        (one) =>
          html`<tr>
            <th scope="row">${one.title}</th>
            ${places.map((n) => number_(one.cells[n], errors && one.id !== "errors"))}
            ${errors ? "" : number_(one.all, false)}
            ${errors || !view.england ? "" : number_(ofEngland(view, one), false)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Two buttons of which one is pressed: `key` of the address is "" for the first. */
function either(route, go, key, label, choices) {
  const now = route.show[key] ?? "";
  return html`<span class="seg" role="group" aria-label=${label}>
    ${choices.map(
      ([value, text]) =>
        html`<button type="button" aria-pressed=${now === value} @click=${() => go(same(route, { [key]: value }))}>
          ${text}
        </button>`,
    )}
  </span>`;
}

function choose(view, route, go, figures) {
  const on = new Set(figures.map((one) => one.id));
  const turn = (id) => {
    const ids = view.figures.map((one) => one.id).filter((one) => (one === id) !== on.has(one));
    go(same(route, { figures: ids.join(",") || "none" }));
  };
  return html`<details class="govuk-details rg-choose no-print">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">Choose figures: ${figures.length} of ${view.figures.length}</span>
    </summary>
    <fieldset>
      <legend class="vh">Figures that are shown</legend>
      ${view.figures.map(
        (one) =>
          html`<label class="fg-hide"
            ><input type="checkbox" .checked=${on.has(one.id)} @change=${() => turn(one.id)} />${one.title}</label
          >`,
      )}
    </fieldset>
  </details>`;
}

const warnings = (figures) =>
  [...new Set(figures.filter((one) => one.warn).map((one) => one.warn))].map((one) => ` ${one}`);

/** The figure whose months are shown: the one chosen, or the first that has any. */
function monthsOf(view, figures, route) {
  const can = view.figures.filter((one) => one.id !== "errors" && one.cells.some((cell) => cell.value));
  const asked = can.find((one) => one.id === route.show.months);
  return { can, now: asked ?? figures.find((one) => can.includes(one)) ?? can[0] };
}

function throughTheMonths(view, route, go, figures) {
  const { can, now } = monthsOf(view, figures, route);
  if (!now) return "";
  const { data } = query("months", "side_by_side_months", now.id);
  const there = data?.id === now.id && data.councils.some((list) => list.length > 1);
  const said = (value) => `${number(Math.round(value * 10) / 10)}${data.sign}`;
  return html`<section class="section" aria-labelledby="rg-months" aria-busy=${data?.id !== now.id}>
    <div class="sec-head">
      <h2 id="rg-months">${now.title}, month by month</h2>
      <label class="fg-whose no-print"
        >Show
        <select class="govuk-select" @change=${(event) => go(same(route, { months: event.target.value }))}>
          ${can.map((one) => html`<option value=${one.id} ?selected=${one.id === now.id}>${one.title}</option>`)}
        </select></label
      >
    </div>
    ${
      there
        ? html`<p class="soft">All on one scale from 0 to ${said(highest(data.councils))}. Grey: the other councils.</p>
            ${multiples(
              data.councils,
              view.councils.map((one) => one.name),
              said,
            )}`
        : html`<p class="soft">${data?.id === now.id ? "These files have no months of this figure." : ""}</p>`
    }
  </section>`;
}

const download = (view) =>
  html`<section class="section no-print" aria-labelledby="rg-data">
    <div class="sec-head">
      <h2 id="rg-data">Download the data</h2>
      <div class="row-btn">
        ${making("side_by_side_file", "Download CSV", { args: ["csv"] })}${making(
          "side_by_side_file",
          "Download workbook",
          {
            args: ["xlsx"],
            css: "btn-2",
          },
        )}
      </div>
    </div>
    <p>
      CSV: one row for each council, day, figure and group, with its number, what it is a share of and its errors,
      ${count(view.rows, "row")}, for Power BI and Tableau. Excel workbook: the tables of this page with all figures,
      and each figure on every day, without the groups.
      <button type="button" class="linkish" @click=${() => fetchFile("side_by_side_file", "dictionary")}>
        Download what its columns mean
      </button>
    </p>
  </section>`;

function chooseFiles(event) {
  add(fromInput(event.target));
  event.target.value = ""; // so that the same file can be chosen again
}

const addFiles = () =>
  html`<input hidden type="file" id="choose-councils" multiple @change=${chooseFiles} /><button
      type="button"
      class="govuk-button"
      @click=${() => document.getElementById("choose-councils").click()}
    >
      Add a council
    </button>`;

/** The other councils’ returns: their figures are made when asked for, which takes as long as checking them. */
function others(view) {
  const { name, nth, of, stopped } = adding;
  if (of)
    return html`<p class="rg-others no-print" role="status">
      Checking ${name} and making its figures: ${number(nth)} of ${count(of, "council")}.
      ${
        stopped
          ? "Stopping after this one."
          : html`<button type="button" class="linkish" @click=${stopAdding}>Stop</button>`
      }
    </p>`;
  const n = view.waiting.length;
  if (!n) return "";
  const names = view.waiting.map((one) => one.name);
  return html`<div class="rg-others no-print">
    <p>
      ${n === 1 ? "The return of another council is" : `The returns of ${number(n)} other councils are`} among your
      files: ${names.slice(0, 5).join(", ")}${n > 5 ? ` and ${number(n - 5)} more` : ""}. To show their figures here,
      each is checked first, which takes some seconds. Only their figures are shown and kept, numbers of 1 to 5 hidden.
    </p>
    <button type="button" class="govuk-button btn-2" @click=${() => addReturns(view.waiting)}>
      Add the figures of ${count(n, "council")}
    </button>
  </div>`;
}

function about(view, sameDay) {
  const files = view.councils.filter((one) => !one.full).length;
  const returns = view.councils.filter((one) => one.full).length;
  const from = [
    view.councils.some((one) => one.own) && returns === 1 ? "your return" : "",
    returns > 1 || (returns && !view.councils.some((one) => one.own))
      ? `${count(returns, "return")}, read on this computer`
      : "",
    files ? `${count(files, "file")} of figures, which hold no child` : "",
  ];
  const day = sameDay && view.councils.length ? `, as at ${view.councils[0].day}` : "";
  return `${count(view.councils.length, "council")}${day}: ${from.filter(Boolean).join(" and ")}.`;
}

const NONE = "No figures of another council are here.";
const ALONE = "A council may also hand on its figures alone.";

const none = (view) =>
  html`<h1 tabindex="-1">${TITLE}</h1>
    ${others(view)}
    <p class="lead">
      ${view.waiting.length ? ALONE : NONE} On Figures, each council downloads its figures as CSV with numbers of 1 to 5
      hidden; that file holds no child. Drop the files of several councils here or on Files.
    </p>
    <div class="row-btn">${addFiles()}</div>`;

function page(view, route, go) {
  const figures = chosen(view, route);
  const sameDay = new Set(view.councils.map((one) => one.day)).size === 1;
  const ways = { errors: route.show.behind === "errors", sameDay };
  const waiting = state.waiting.length;
  return html`<div class="page-head">
      <div>
        <h1 tabindex="-1">${TITLE}</h1>
        <div class="soft">${about(view, sameDay)}</div>
      </div>
      <div class="row-btn no-print">
        ${addFiles()}<button type="button" class="govuk-button btn-2" @click=${() => print()}>Print</button>
      </div>
    </div>
    ${others(view)} ${waiting ? html`<p class="soft">${count(waiting, "file is", "files are")} being read…</p>` : ""}
    <div class="actionbar no-print">
      ${either(route, go, "as", "Councils as", [
        ["", "Councils as rows"],
        ["columns", "as columns"],
      ])}
      ${either(route, go, "behind", "Show", [
        ["", "Figures"],
        ["errors", "Errors behind each"],
      ])}
    </div>
    ${choose(view, route, go, figures)}
    <div class="scroll" tabindex="0" role="region" aria-label="Figures of ${count(view.councils.length, "council")}">
      ${route.show.as === "columns" ? asColumns(view, route, figures, ways) : asRows(view, route, go, figures, ways)}
    </div>
    <p class="meta rg-note">
      Numbers of 1 to 5 are hidden, and so is what would give them away within a figure: where a council’s number is
      hidden, the total is too. Two figures or two days put together may still tell one, so look before you hand this
      on. Percentages of all councils are made from their numbers.${warnings(figures)}
      ${view.older.length ? ` Not shown, as newer figures of the same council are here: ${view.older.join(", ")}.` : ""}
    </p>
    ${throughTheMonths(view, route, go, figures)} ${download(view)}`;
}

export function councils(route, go) {
  const { data: view, pending, fault } = query("councils", "side_by_side");
  if (fault) return failedScreen(TITLE, fault);
  if (!view) return loading(TITLE, "Getting the figures…");
  return html`<div class="figures" aria-busy=${pending}>
    ${view.councils.some((one) => !one.own) ? page(view, route, go) : none(view)}
  </div>`;
}
