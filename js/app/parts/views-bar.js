// Second bar: the four views of the findings and the filter that they share.
import { html, nothing } from "lit-html";
import { announce } from "../focus/announce.js";
import { focusWhenDrawn } from "../focus/focus.js";
import { query } from "../stores/query.js";
import { own } from "../has-own.js";
import { filtered, href, VIEWS } from "../router.js";
import { state, setUi } from "../state.js";
import { statuses } from "./status.js";
import { count, number } from "../format.js";

/** A filter as its tags say it. */
export function tagText(key, value) {
  switch (key) {
    case "category":
      return own(state.about?.categories ?? {}, value) ?? value;
    case "severity":
      return own(state.about?.severities ?? {}, value) ?? value;
    case "status":
      return own(statuses(), value) ?? value;
    case "text":
      return `Text: ${value}`;
    default:
      return `${key[0].toUpperCase()}${key.slice(1)}: ${value}`;
  }
}

const tag = (route, go, key, value) =>
  html`<span class="chip"
    ><b>${tagText(key, value)}</b
    ><button
      type="button"
      aria-label="Remove filter ${tagText(key, value)}"
      @click=${() => {
        const { [key]: _, ...rest } = route.filter;
        announce(`Filter ${tagText(key, value)} removed.`);
        go(filtered(route, rest));
      }}
    >
      &times;
    </button></span
  >`;

function filterLine(route, go) {
  const used = Object.entries(route.filter);
  const add = html`<button
    type="button"
    class="linkish"
    id="add-filter"
    aria-expanded=${Boolean(state.ui.filter)}
    aria-controls="filter-form"
    @click=${() => toggle()}
  >
    ${used.length ? "Add" : "Add a filter"}
  </button>`;
  const { data } = query("count", "findings", route.filter, 0, 1, "");
  if (!used.length) return html`<span class="soft">No filter: all ${count(state.summary.errors, "error")}</span>${add}`;
  return html`<span class="word">Filter</span>${used.map(([key, value]) => tag(route, go, key, value))}${add}
    <button
      type="button"
      class="linkish"
      @click=${() => {
        announce("No filter.");
        go(filtered(route, {}));
      }}
    >
      Clear
    </button>
    <span class="count" role="status"
      >${data ? `${number(data.total)} of ${count(data.of ?? state.summary.errors, "error")}` : ""}</span
    >`;
}

function toggle(open = !state.ui.filter) {
  setUi("filter", open);
  focusWhenDrawn(open ? "#filter-form select" : "#add-filter");
}

function filterForm(route, go) {
  const { data } = query("choices", "filter_choices", {});
  const options = (list = [], key, text) =>
    list.map((one) => {
      const value = typeof one === "string" ? one : (one[key] ?? one.name ?? one.code);
      return html`<option value=${value} ?selected=${route.filter[key] === value}>
        ${typeof one === "string" ? one : text(one)}
      </option>`;
    });
  const field = (key, label, list, text) =>
    html`<div>
      <label class="govuk-label" for="f-${key}">${label}</label
      ><select class="govuk-select" id="f-${key}" name=${key}>
        <option value="">Any</option>
        ${options(list, key, text)}
      </select>
    </div>`;
  const labelled = (one) =>
    `${one.label ?? one.name ?? one.file ?? ""}${one.errors === undefined ? "" : ` (${number(one.errors)})`}`;
  const submit = (event) => {
    event.preventDefault();
    const filter = { ...route.filter };
    for (const [key, given] of new FormData(event.target)) {
      const value = String(given).trim();
      if (value) filter[key] = value;
      else delete filter[key];
    }
    toggle(false);
    announce("Filter changed.");
    go(filtered(route, filter));
  };
  return html`<form
    class="wrap filter-form"
    id="filter-form"
    aria-label="Filter"
    @submit=${submit}
    data-escape
    @leave=${() => toggle(false)}
  >
    ${field("rule", "Rule", data?.rules, (one) => `${one.code} ${one.title} (${number(one.errors)})`.slice(0, 90))}
    ${field("table", "Table", data?.tables, labelled)} ${field("category", "Category", data?.categories, labelled)}
    ${data?.severities.length > 1 ? field("severity", "Severity", data.severities, labelled) : ""}
    ${field(
      "status",
      "Status",
      Object.entries(statuses())
        .map(([status, label]) => ({ status, label }))
        .filter((one) => state.summary.since || !["new", "still"].includes(one.status)),
      labelled,
    )}
    ${field("file", "File", data?.files, labelled)}
    <div>
      <label class="govuk-label" for="f-text">Text or child</label
      ><input
        class="govuk-input"
        id="f-text"
        name="text"
        type="search"
        maxlength="500"
        autocomplete="off"
        .value=${route.filter.text ?? ""}
      />
    </div>
    <div class="row-btn">
      <button class="govuk-button" type="submit">Apply filter</button
      ><button class="govuk-button btn-2" type="button" @click=${() => toggle(false)}>Cancel</button>
    </div>
  </form>`;
}

export function viewsBar(route, go) {
  const link = ([name, text]) =>
    html`<li>
      <a href=${href(["findings", name], route.filter)} aria-current=${route.view === name ? "page" : nothing}
        >${text}</a
      >
    </li>`;
  return html`<div class="views">
    <div class="wrap">
      <nav aria-label="Views of the findings">
        <ul>
          ${VIEWS.map(link)}
        </ul>
      </nav>
      ${
        state.summary
          ? html`<div class="filter" role="region" aria-label="Filter, kept across the four views">
              ${filterLine(route, go)}
            </div>`
          : ""
      }
    </div>
    ${state.summary && state.ui.filter ? filterForm(route, go) : ""}
  </div>`;
}
