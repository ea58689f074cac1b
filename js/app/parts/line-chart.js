// A few points in time as a line: each has its number and its day, and the same stands in a table below.
import { html, svg } from "lit-html";
import { count, number, shortDate } from "../words.js";

const [TOP, BOTTOM, LEFT, RIGHT] = [38, 170, 13, 94]; // px, px, per cent, per cent
const LEAST_GAP = 10; // per cent: labels closer than this would touch

/** A round distance between the lines so that there are at most four of them. */
function stepTo(most) {
  for (let size = 1; ; size *= 10) for (const one of [1, 2, 5]) if (most / (one * size) <= 4) return one * size;
}

/** Where each point stands: by day, or evenly if all are of one day. */
function across(points) {
  const days = points.map((point) => Date.parse(point.on));
  const span = days.at(-1) - days[0];
  return days.map((day, at) => LEFT + (RIGHT - LEFT) * (span ? (day - days[0]) / span : at / Math.max(points.length - 1, 1)));
}

/** Which labels are shown: the newest, and backwards whatever doesn't touch the one after it. */
function labelled(xs) {
  let after = Infinity;
  const shown = new Set();
  for (let at = xs.length - 1; at >= 0; at -= 1) {
    if (after - xs[at] < LEAST_GAP) continue;
    shown.add(at);
    after = xs[at];
  }
  return shown;
}

/** `points`: [{on, errors}], oldest first. */
export function lineChart(points, label) {
  const xs = across(points);
  const most = Math.max(1, ...points.map((point) => point.errors));
  const step = stepTo(most);
  const y = (value) => BOTTOM - ((BOTTOM - TOP) * value) / most;
  const lines = Array.from({ length: Math.floor(most / step) }, (_, at) => (at + 1) * step);
  const shown = labelled(xs);
  const pc = (x) => `${x.toFixed(2)}%`;
  return html`<svg class="chart" role="img" aria-label=${label}>
    <text x="0" y=${BOTTOM + 4} class="t-soft t-s">0</text><line class="base" x1="8%" x2="100%" y1=${BOTTOM} y2=${BOTTOM}/>
    ${lines.map((value) => svg`<line class="rule" x1="8%" x2="100%" y1=${y(value)} y2=${y(value)}/><text x="0" y=${y(value) + 4} class="t-soft t-s">${number(value)}</text>`)}
    ${points.slice(1).map((point, at) => svg`<line class="trend" x1=${pc(xs[at])} y1=${y(points[at].errors)} x2=${pc(xs[at + 1])} y2=${y(point.errors)}/>`)}
    ${points.map((point, at) => svg`<circle cx=${pc(xs[at])} cy=${y(point.errors)} r="4.5"><title>${shortDate(point.on)}: ${count(point.errors, "error")}</title></circle>
      ${shown.has(at) ? svg`<text class="t-b" x=${pc(xs[at])} y=${y(point.errors) - 12} text-anchor="middle">${number(point.errors)}</text><text class="t-soft" x=${pc(xs[at])} y=${BOTTOM + 20} text-anchor="middle">${shortDate(point.on)}</text>` : ""}`)}
  </svg>`;
}
