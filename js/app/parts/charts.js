// The charts on the screens. Where numbers stand beside what is drawn, that says nothing to a screen reader.
import { html, render, svg } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { filtered } from "../router.js";
import { count, number, shortDate } from "../format.js";
import { axis, block, level, line, scale, stretched, ticks } from "./chart-parts.js";

/** The bar of a table's row: its share of the longest. */
export const bar = (share, css = "") =>
  html`<span class="bar ${css}" aria-hidden="true"
    >${stretched(svg`<line class="length" x1="0" x2=${100 * share} y1="5" y2="5"/>`)}</span
  >`;

/** A bar that filters by what it stands for. */
export const barLink = (route, patch, said, drawn) =>
  html`<a class="barlink" href=${filtered(route, { ...route.filter, ...patch })} aria-label="Filter by ${said}"
    >${drawn}</a
  >`;

/**
 * One bar of several parts, each a link where it has a `href`: [{share, css, href, said}]; `said` describes the whole.
 */
export function stack(parts, said) {
  let end = 0;
  const drawn = parts.map(({ share, css, href, said: name }) => {
    const part = block(end, (end += share), css);
    return href ? svg`<a href=${href} aria-label=${name}>${part}</a>` : part;
  });
  return html`<div class="stack" role="group" aria-label=${said}>${stretched(drawn)}</div>`;
}

const LEAST_GAP = 60; // px: labels closer than this would touch
const [LEFT, RIGHT, TOP, BOTTOM, HEIGHT] = [70, 35, 38, 40, 210]; // px
const NUMBERS = 45; // px: those of the axis, left of its lines

/** Which points have their number and day: the newest, and backwards whatever doesn't touch the one after it. */
function labelled(points) {
  let after = Infinity;
  return points.toReversed().filter(({ x }) => {
    const shown = after - x >= LEAST_GAP;
    if (shown) after = x;
    return shown;
  });
}

/** The points with their places in a picture of that width: by their days, evenly if all are of one day. */
function placed(points, width, y) {
  const days = points.map((point) => Date.parse(point.on));
  const evenly = days[0] === days.at(-1);
  const x = scale(evenly ? 0 : days[0], evenly ? days.length - 1 : days.at(-1), LEFT, width - RIGHT);
  return points.map((point, n) => ({ ...point, x: x(evenly ? n : days[n]), y: y(point.errors) }));
}

function trendPicture(points, width) {
  const most = Math.max(1, ...points.map((point) => point.errors));
  const y = scale(0, most, HEIGHT - BOTTOM, TOP);
  const drawn = placed(points, width, y);
  const said = labelled(drawn);
  return svg`<svg viewBox="0 0 ${width} ${HEIGHT}">
    ${axis(ticks(most, 4), y, { left: NUMBERS, right: width, text: number })}
    ${level(NUMBERS, width, y(0), "base")}
    ${line(
      drawn.map((one) => [one.x, one.y]),
      "line",
    )}
    ${drawn.map(
      (one) =>
        svg`<circle class="point" cx=${one.x} cy=${one.y} r="4.5">
          <title>${shortDate(one.on)}: ${count(one.errors, "error")}</title>
        </circle>`,
    )}
    ${said.map(
      (one) =>
        svg`<text class="number" x=${one.x} y=${one.y} dy="-9">${number(one.errors)}</text>
          <text class="day" x=${one.x} y=${HEIGHT - BOTTOM} dy="24">${shortDate(one.on)}</text>`,
    )}
  </svg>`;
}

/** A few points in time as a line: [{on, errors}], oldest first. Drawn as wide as its place is. */
export function trend(points, said) {
  const fill = (box) => box?.clientWidth && render(trendPicture(points, box.clientWidth), box);
  return html`<div class="trend" role="img" aria-label=${said} ${ref(fill)}></div>`;
}
