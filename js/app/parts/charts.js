// The charts on the screens. js/charts.js draws them, which may come a moment after the page: until then their places stay empty.
import { html } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { filtered } from "../router.js";

const kept = new Map(); // place -> {asked, drawn}: the same nodes until there is something else to draw

function drawn(place, chart, ...asked) {
  const charts = globalThis.CHECK903.charts;
  if (!charts) return null;
  const now = JSON.stringify(asked);
  if (kept.get(place)?.asked !== now) kept.set(place, { asked: now, drawn: charts[chart](...asked) });
  return kept.get(place).drawn;
}

// The numbers stand beside what is drawn for the rows of a table, so that says nothing to a screen reader.
const inRow = (css, svg) => html`<span class=${css} aria-hidden="true">${svg}</span>`;

/** Bars for the rows of a table, from their shares of the longest: `bar(row)` gives each, by the row's place. */
export function bars(place, shares) {
  const found = drawn(place, "bars", shares);
  return (row, css = "") => inRow(`bar ${css}`, found?.[row]);
}

/** The curve of the running shares behind the rows of a table: `curve(row)` gives each its piece. */
export function running(place, shares, mark) {
  const found = drawn(place, "running", shares, mark);
  return (row) => inRow("running", found?.[row]);
}

/** A bar that filters by what it stands for. */
export const barLink = (route, patch, said, bar) =>
  html`<a class="barlink" href=${filtered(route, { ...route.filter, ...patch })} aria-label="Filter by ${said}"
    >${bar}</a
  >`;

/** One bar of several parts: [{share, css, href, said}]; `said` describes the whole. */
export const stack = (place, parts, said) =>
  html`<div class="stack" role="group" aria-label=${said}>${drawn(place, "stack", parts)}</div>`;

/** A few points in time as a line: [{on, errors}], oldest first. Drawn as wide as its place is. */
export function trend(points, said) {
  const fill = (box) => {
    if (!box) return;
    const svg = drawn("trend", "trend", points, box.clientWidth);
    if (svg && svg.parentNode !== box) box.replaceChildren(svg);
  };
  return html`<div class="trend" role="img" aria-label=${said} ${ref(fill)}></div>`;
}
