// A figure month by month, this year and last, as a picture and as a table.
import { html } from "lit-html";
import { monthsChart } from "../parts/chart-months.js";
import { th, thead } from "../parts/table.js";
import { longDate, shortDate } from "../format.js";

/** "5%": a point without what it is a share of. */
const short = (point) => point.said.split(", ")[0];

function said(name, points) {
  const [first, last] = [points[0], points.at(-1)];
  return points.length > 1
    ? `${name} ${short(first)} on ${shortDate(first.on)}, ${short(last)} on ${longDate(last.on)}.`
    : "";
}

/** Days by month of the year, so that this year's stand beside last year's. */
function rows({ this: now, last }) {
  const key = (point) => point.on.slice(5);
  const before = new Map(last.map((one) => [key(one), one]));
  const known = new Set(now.map(key));
  return [
    ...now.map((one) => [one, before.get(key(one))]),
    ...last.filter((one) => !known.has(key(one))).map((one) => [null, one]),
  ].sort(([a, b], [c, d]) => (a ?? b).at - (c ?? d).at);
}

export function month(view) {
  const { months } = view;
  if (!months)
    return html`<section aria-labelledby="fg-month">
      <h2 id="fg-month">Month by month</h2>
      <p class="soft">Its answers bear no date: one for each year.</p>
    </section>`;
  const levels = months.levels.map((one) => `${one.said}.`);
  const words = {
    this: `This year, ${short(months.this.at(-1))}`,
    last: months.last.length ? `Last year, ${short(months.last.at(-1))} at the end` : "",
  };
  return html`<section aria-labelledby="fg-month">
    <h2 id="fg-month">Month by month</h2>
    ${monthsChart(months, words, [said("This year", months.this), said("Last year", months.last), ...levels].join(" "))}
    <details class="govuk-details figures-table">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Show the figures as a table</span>
      </summary>
      <table class="grid">
        <caption class="vh">
          ${view.line.title}, month by month
        </caption>
        ${thead("On", th("This year", "num"), th("Last year", "num"))}
        <tbody>
          ${rows(months).map(
            ([now, before]) =>
              html`<tr>
                <th scope="row">${shortDate((now ?? before).on)}</th>
                <td class="num">${now?.said ?? ""}</td>
                <td class="num soft">${before?.said ?? ""}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${months.levels.length ? html`<p class="meta">${levels.join(" ")}</p>` : ""}
    </details>
  </section>`;
}
