// Small pictures of one figure through the months, one for each council, all on one scale; the others' lines are grey.
import { html, svg } from "lit-html";
import { line, scale } from "./chart-parts.js";
import { shortDate } from "../format.js";

const [WIDTH, HEIGHT, EDGE] = [100, 60, 3];

const known = (points) => points.filter(([, value]) => value !== null);
const time = (day) => Date.parse(day);

/** The highest number of all. */
export const highest = (councils) => Math.max(0, ...councils.flatMap(known).map(([, value]) => value));

/** One picture a council: `councils` lists of [day, value or null], `names` theirs, `said` how a number is said. */
export function multiples(councils, names, said) {
  const points = councils.map(known);
  const days = points.flat().map(([day]) => time(day));
  const x = scale(Math.min(...days), Math.max(...days), EDGE, WIDTH - EDGE);
  const y = scale(0, highest(councils), HEIGHT - EDGE, EDGE);
  const placed = points.map((list) => list.map(([day, value]) => [x(time(day)), y(value)]));
  const lines = (which, css) => placed.filter((list, n) => list.length > 1 && which(n)).map((list) => line(list, css));
  const one = (list, n) => {
    const [first, last] = [list[0], list.at(-1)];
    const label = list.length
      ? `${names[n]}: ${said(first[1])} on ${shortDate(first[0])}, ${said(last[1])} on ${shortDate(last[0])}`
      : `${names[n]}: no number is shown`;
    return html`<figure>
      <figcaption>
        ${names[n]}<span>${list.length ? `${said(first[1])} to ${said(last[1])}` : "hidden or not in file"}</span>
      </figcaption>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
        ${svg`<line class="base" x1="0" x2=${WIDTH} y1=${HEIGHT - 1} y2=${HEIGHT - 1}/>`}
        ${lines((other) => other !== n, "other")}${lines((other) => other === n, "own")}
      </svg>
      <div class="ends" aria-hidden="true">
        <span>${list.length ? shortDate(first[0]) : ""}</span><span>${list.length ? shortDate(last[0]) : ""}</span>
      </div>
    </figure>`;
  };
  return html`<div class="multi">${points.map(one)}</div>`;
}
