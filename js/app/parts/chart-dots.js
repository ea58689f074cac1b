// A strip of dots: one is one council, stacked where several have the same number. The own one is filled; the averages
// are thin lines. Nothing is ranked.
import { html, render, svg } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { number } from "../format.js";
import { level, scale, ticks } from "./chart-parts.js";

const [EDGE, BOTTOM, STEP, RADIUS] = [30, 34, 15, 6.5]; // px

/** The dots with their places: those that would touch stand above one another. */
function placed(dots, x) {
  const columns = new Map();
  return dots
    .toSorted((a, b) => Number(b.own) - Number(a.own))
    .map((one) => {
      const at = Math.round(x(one.value) / (2 * RADIUS));
      const below = columns.get(at) ?? 0;
      columns.set(at, below + 1);
      return { ...one, x: x(one.value), below };
    });
}

function picture({ dots, lines, sign }, width) {
  const values = [...dots, ...lines].map((one) => one.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((high - low) * 0.08, 1);
  const x = scale(Math.max(0, low - room), high + room, EDGE, width - EDGE);
  const shown = placed(dots, x);
  const top = 46 + STEP * Math.max(1, ...shown.map((one) => one.below + 1));
  const own = shown.find((one) => one.own);
  return svg`<svg viewBox="0 0 ${width} ${top + BOTTOM}">
    ${level(EDGE / 2, width - EDGE / 2, top, "base")}
    ${ticks(high + room, 6)
      .filter((one) => one >= low - room)
      .map((one) => svg`<text class="day" x=${x(one)} y=${top + 22}>${number(one)}${sign}</text>`)}
    ${lines.map(
      (one, n) =>
        svg`<line class="average" x1=${x(one.value)} x2=${x(one.value)} y1=${16 + 14 * n} y2=${top}/>
          <text class="name" x=${x(one.value) + (x(one.value) > width / 2 ? -5 : 5)} y=${14 + 14 * n}
            text-anchor=${x(one.value) > width / 2 ? "end" : "start"}>${one.name} ${number(one.value)}${sign}</text>`,
    )}
    ${shown.map(
      (one) =>
        svg`<circle class=${one.own ? "own" : "other"} cx=${one.x} cy=${top - 9 - STEP * one.below} r=${RADIUS}>
          <title>${one.name} ${number(one.value)}${sign}</title></circle>`,
    )}
    ${own ? svg`<text class="number" x=${own.x} y=${top + BOTTOM - 1} text-anchor="middle">${own.name}</text>` : ""}
  </svg>`;
}

/** `dots`: [{name, value, own}], `lines`: [{name, value}]; `said`: the picture in words. */
export function dotStrip(view, said) {
  const fill = (box) => box?.clientWidth && render(picture(view, box.clientWidth), box);
  return html`<div class="fg-strip" role="img" aria-label=${said} ${ref(fill)}></div>`;
}
