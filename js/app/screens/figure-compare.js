// A figure among the published ones: own council, region, neighbours and England, with a dot for each council.
import { html } from "lit-html";
import { same } from "../router.js";
import { dotStrip } from "../parts/chart-dots.js";
import { th, thead } from "../parts/table.js";
import { count } from "../format.js";

/** Which councils are shown: those of the region first, or the statistical neighbours, or all. */
function among(compare, route) {
  const ways = [
    ["", compare.region && `Councils of ${compare.region}`, (one) => one.region],
    ["near", compare.neighbours && "Statistical neighbours", (one) => one.near || one.own],
    ["all", "All councils in the files", () => true],
  ].filter(([, label]) => label);
  const [key, label, holds] = ways.find(([name]) => name === (route.show.among ?? "")) ?? ways[0];
  return { ways, key, label, councils: compare.councils.filter(holds) };
}

const said = (one) => `${one.name} ${one.said}`;

function strip(compare, { label, councils }) {
  const dots = councils.filter((one) => one.value !== null);
  if (dots.length < 2) return html`<p class="soft">No number of another council is published here.</p>`;
  const lines = compare.said
    .filter((one) => one.level !== "own" && one.value)
    .map((one) => ({ name: one.area, value: Number(one.value.replace("%", "").replaceAll(",", "")) }));
  return dotStrip(
    { dots, lines: compare.sign ? lines : lines.filter((one) => one.name === "Neighbours"), sign: compare.sign },
    `${label}: ${dots.map(said).join(", ")}.`,
  );
}

const table = ({ label, councils }) =>
  html`<details class="govuk-details">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">Show ${count(councils.length, "council")} as a table</span>
    </summary>
    <table class="grid">
      <caption class="vh">
        ${label}
      </caption>
      ${thead("Council", th("Published", "num"))}
      <tbody>
        ${councils.map(
          (one) =>
            html`<tr class=${one.own ? "chosen" : ""}>
              <th scope="row">${one.own ? html`<strong>${one.name}</strong>` : one.name}</th>
              <td class="num">${one.said}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;

const noteOf = ({ note, year }, compare) =>
  [note, year === compare.year ? "" : `year to 31 March ${year}`].filter(Boolean).join(", ");

export function published(view, route) {
  const { compare } = view;
  if (!compare) return "";
  const shown = among(compare, route);
  const link = ([key, label]) =>
    html`<a href=${same(route, { among: key })} aria-current=${key === shown.key ? "true" : "false"}>${label}</a>`;
  return html`<section class="section" aria-labelledby="fg-published">
    <h2 id="fg-published">Among other councils</h2>
    <p class="meta">
      Published by the Department for the year to 31 March ${compare.year}, not for today. One dot is one council.
      Numbers of the region and of England are rounded to the nearest 10.
    </p>
    ${view.line.warn ? html`<p class="govuk-inset-text">${view.line.warn}</p>` : ""}
    <dl class="fg-areas">
      ${compare.said.map(
        (one) =>
          html`<div>
            <dt>${one.area}</dt>
            <dd>
              <strong>${one.value || "–"}</strong>
              <span class="mean">${noteOf(one, compare)}</span>
            </dd>
          </div>`,
      )}
    </dl>
    <nav class="tabs no-print" aria-label="Which councils">${shown.ways.map(link)}</nav>
    ${strip(compare, shown)} ${table(shown)}
  </section>`;
}
