// How far a figure could move: a band from the least to the most that it could be, and where it stands.
import { html, render, svg } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { number } from "../format.js";
import { level, scale } from "./chart-parts.js";

const [EDGE, HEIGHT] = [24, 64]; // px

/** Round numbers over a span, four or so. */
function marks(from, to) {
  const rough = (to - from) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, power * [1, 2, 5, 10].find((one) => one * power >= rough));
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, n) => first + n * step);
}

function picture({ low, high, at, sign }, width) {
  const room = Math.max((high - low) * 0.6, 1);
  const [from, to] = [Math.max(0, low - room), sign ? Math.min(100, high + room) : high + room];
  const x = scale(from, to, EDGE, width - EDGE);
  return svg`<svg viewBox="0 0 ${width} ${HEIGHT}">
    ${level(EDGE, width - EDGE, 40, "base")}
    ${marks(from, to).map(
      (one) =>
        svg`<text class="day" x=${x(one)} y="58">${number(one)}${sign}</text>
          <line class="base" x1=${x(one)} x2=${x(one)} y1="40" y2="44"/>`,
    )}
    <rect class="band" x=${x(low)} width=${Math.max(2, x(high) - x(low))} y="26" height="14"/>
    <line class="here" x1=${x(at)} x2=${x(at)} y1="20" y2="40"/>
    <text class="number" x=${x(at)} y="14">${number(Math.round(at))}${sign}</text>
  </svg>`;
}

/** `said`: the picture in words. */
export function rangeChart(view, said) {
  const fill = (box) => box?.clientWidth && render(picture(view, box.clientWidth), box);
  return html`<div class="fg-range" role="img" aria-label=${said} ${ref(fill)}></div>`;
}
