// What charts are made of: scales, round numbers for an axis, bars and lines as lit's SVG. Their looks are in
// css/charts.css.
import { svg } from "lit-html";

/** Where a value between `from` and `to` stands between `start` and `end`; at `start` if there is but one value. */
export const scale = (from, to, start, end) => (value) =>
  from === to ? start : start + ((value - from) / (to - from)) * (end - start);

/** Whole round numbers from 0 to at most `top`, about as many as wanted: 320, 4 -> [0, 100, 200, 300]. */
export function ticks(top, wanted) {
  const power = 10 ** Math.floor(Math.log10(Math.max(top / wanted, 1)));
  const step =
    power * [1, 2, 5, 10].findLast((one, at, all) => !at || top / wanted / power >= Math.sqrt(one * all[at - 1]));
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, n) => n * step);
}

/** A picture of 100 by 10 units that is stretched to its place. */
export const stretched = (parts) => svg`<svg viewBox="0 0 100 10" preserveAspectRatio="none">${parts}</svg>`;

/** A bar as high as a stretched picture, from one share of the whole to another. */
export const block = (from, to, css = null) =>
  svg`<rect class=${css} x=${100 * from} width=${100 * (to - from)} y="0" height="10"/>`;

/** A line through points [x, y]. */
export const line = (points, css) => svg`<path class=${css} d=${`M${points.map(([x, y]) => `${x},${y}`).join("L")}`}/>`;

/** A level line across a picture, sharp: between two rows of pixels. */
export const level = (from, to, y, css) => svg`<line class=${css} x1=${from} x2=${to} y1=${y + 0.5} y2=${y + 0.5}/>`;

/** The axis at the left: a faint line and a number for each tick. `y`: the scale, `right`: where the lines end. */
export const axis = (numbers, y, { left, right, text }) =>
  numbers.map(
    (one) => svg`${level(left, right, y(one), "rule")}<text class="scale" y=${y(one)} dy=".35em">${text(one)}</text>`,
  );
