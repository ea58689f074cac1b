// A line through this year and last: month ends, and the day. Drawn as wide as its place is; a table stands beside it.
import { html, render, svg } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { monthName, number } from "../format.js";
import { axis, level, line, scale, ticks } from "./chart-parts.js";

const [LEFT, RIGHT, TOP, BOTTOM, HEIGHT] = [50, 16, 26, 34, 250]; // px
const DAYS = 365;
const MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3];

/** Fewer, where there is little room. */
const months = (x, width) =>
  MONTHS.map((month, n) => {
    if (width < 520 && n % 2) return "";
    return svg`<text class="day" x=${x((n + 0.5) * (DAYS / 12))} y=${HEIGHT - 10}>${monthName(month)}</text>`;
  });

const known = (points) => points.filter((one) => one.value !== null);

function ended(points, x, y, css) {
  const last = points.at(-1);
  return last ? svg`<circle class=${css} cx=${x(last.at)} cy=${y(last.value)} r="4"/>` : "";
}

/** Beside the last point, on the side where there is room; `up`: above it. */
function label(points, x, y, text, css, up) {
  const last = points.at(-1);
  if (!last) return "";
  const end = x(last.at) > x(DAYS) / 2;
  return svg`<text class=${css} x=${x(last.at) + (end ? -8 : 8)} y=${y(last.value)} dy=${up ? -10 : 22}
    text-anchor=${end ? "end" : "start"}>${text}</text>`;
}

/** What is published of other areas, as lines with their words: above the first and higher one, else below. */
const published = (levels, y, width) =>
  levels.map((one, n) => {
    const below = levels.some((other, m) => (m === n ? false : other.value > one.value));
    return svg`${level(LEFT - 8, width, y(one.value), "average")}<text class="said-last" x=${LEFT} y=${y(one.value)}
      dy=${below ? 16 : -6}>${width < 520 ? one.label : one.said}</text>`;
  });

function picture({ percent, this: now, last, levels }, width, words) {
  const [here, before] = [known(now), known(last)];
  const most = Math.max(1, ...[...here, ...before, ...levels].map((one) => one.value));
  const x = scale(0, DAYS, LEFT, width - RIGHT);
  const y = scale(0, most, HEIGHT - BOTTOM, TOP);
  const points = (all) => all.map((one) => [x(one.at), y(one.value)]);
  const above = (here.at(-1)?.value ?? 0) >= (before.at(-1)?.value ?? 0);
  return svg`<svg viewBox="0 0 ${width} ${HEIGHT}">
    ${axis(ticks(most, 4), y, { left: LEFT - 8, right: width, text: (one) => `${number(one)}${percent ? "%" : ""}` })}
    ${level(LEFT - 8, width, y(0), "base")}${months(x, width)}${published(levels, y, width)}
    ${before.length ? svg`${line(points(before), "before")}${ended(before, x, y, "before-end")}` : ""}
    ${here.length ? svg`${line(points(here), "line")}${ended(here, x, y, "point")}` : ""}
    ${label(before, x, y, words.last, "said-last", !above)}${label(here, x, y, words.this, "said-this", above)}
  </svg>`;
}

/** `words`: {this, last}, what stands at the ends; `said`: the picture in words. */
export function monthsChart(view, words, said) {
  const fill = (box) => box?.clientWidth && render(picture(view, box.clientWidth, words), box);
  return html`<div class="fg-months" role="img" aria-label=${said} ${ref(fill)}></div>`;
}
