// The small line of a table's row: this year's month ends and the day, and last year's as thin dashes.
import { html, svg } from "lit-html";
import { line, scale } from "./chart-parts.js";

const [WIDTH, HEIGHT, EDGE] = [100, 26, 4];

const known = (values) => values.filter((one) => one !== null);

/** `this_`, `last`: values in their order, null for none. Nothing where there is no line to draw. */
export function spark(this_, last) {
  const all = known([...this_, ...last]);
  if (known(this_).length < 2) return "";
  const months = Math.max(this_.length, last.length) - 1;
  const x = scale(0, months, EDGE, WIDTH - EDGE);
  const y = scale(Math.min(...all), Math.max(...all), HEIGHT - EDGE, EDGE);
  const points = (values) => values.flatMap((one, n) => (one === null ? [] : [[x(n), y(one)]]));
  const now = points(this_);
  const before = points(last);
  return html`<svg class="fg-spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} aria-hidden="true">
    ${before.length > 1 ? line(before, "before") : ""}${line(now, "line")}${svg`<circle
      class="point" cx=${now.at(-1)[0]} cy=${now.at(-1)[1]} r="2.5"/>`}
  </svg>`;
}
