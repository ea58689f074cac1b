// The charts, a script of its own that comes after all others: Observable Plot is large, and nothing is drawn before a check.
// Each function gives SVG whose looks are in css/charts.css: the page's policy allows no style in it.
import { axisY, barX, dot, gridY, line, plot, ruleX, ruleY, text } from "@observablehq/plot";
import { count, number, shortDate } from "./app/words.js";

const HIGH = 10; // units of a row and of a stack: the page stretches both
const PLAIN = { margin: 0, axis: null, x: { axis: null, domain: [0, 1] }, y: { axis: null, domain: [0, 1] } };
const XLINK = "http://www.w3.org/1999/xlink";

function draw(options) {
  const svg = plot(options);
  svg.querySelector("style").remove(); // refused by the policy; css/charts.css has what it says
  for (const name of ["class", "width", "height", "fill", "font-family", "font-size"]) svg.removeAttribute(name);
  for (const group of svg.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label"); // “bar”, “rule”: the page says what they show
  for (const link of svg.querySelectorAll("a")) {
    const to = link.getAttributeNS(XLINK, "href");
    link.removeAttributeNS(XLINK, "href"); // an attribute of the same name
    link.setAttribute("href", to);
    link.setAttribute("aria-label", link.firstElementChild.getAttribute("aria-label"));
    link.firstElementChild.removeAttribute("aria-label");
  }
  return svg;
}

/** The whole as one SVG for each of so many rows, since the rows of a table are not all of one height. */
function byRow(count, marks) {
  const whole = draw({
    ...PLAIN,
    width: 100,
    height: HIGH * count,
    fy: { axis: null, padding: 0, domain: [...Array(count).keys()] },
    marks,
  });
  const layers = [...whole.children].map((layer) => [...layer.children]);
  return Array.from({ length: count }, (_, row) => {
    const svg = whole.cloneNode();
    svg.setAttribute("viewBox", `0 0 100 ${HIGH}`);
    svg.setAttribute("preserveAspectRatio", "none");
    for (const parts of layers) {
      parts[row].removeAttribute("transform"); // its place in the whole
      svg.append(parts[row]);
    }
    return svg;
  });
}

const fy = (_, row) => row;

/** Bars for the rows of a table: shares of the longest, one SVG a row. */
export const bars = (shares) =>
  byRow(shares.length, [ruleY(shares, { x1: 0, x2: (share) => share, y: () => 0.5, fy, className: "length" })]);

/** The running shares of the rows of a table as one curve from row to row, and a line at the share that matters; one SVG a row. */
export function running(shares, mark) {
  const steps = shares.flatMap((share, row) =>
    [
      [shares[row - 1] ?? 0, 1],
      [share, 1],
      [share, 0],
    ].map(([x, y]) => ({ row, x, y })),
  );
  return byRow(shares.length, [
    barX(shares, { x1: 0, x2: (share) => share, fy, inset: 0, className: "area" }),
    ruleX(shares, { x: () => mark, fy, className: "mark" }),
    line(steps, { x: "x", y: "y", fy: "row", z: null, className: "curve" }),
  ]);
}

/** One bar of several parts, each a link where it has a `href`: [{share, css, href, said}]. */
export function stack(parts) {
  let end = 0;
  const marks = parts.map(({ share, css, href, said }) =>
    barX([0], {
      x1: end,
      x2: (end += share),
      className: css,
      ...(href && { href: () => href, ariaLabel: () => said }),
    }),
  );
  const svg = draw({ ...PLAIN, width: 100, height: HIGH, marks });
  svg.setAttribute("preserveAspectRatio", "none");
  return svg;
}

const LEAST_GAP = 60; // px: labels closer than this would touch

/** Which points have their number and day: the newest, and backwards whatever doesn't touch the one after it. */
function labelled(points, x) {
  let after = Infinity;
  return points.toReversed().filter((point) => {
    const shown = after - x(point) >= LEAST_GAP;
    if (shown) after = x(point);
    return shown;
  });
}

/** A few points in time as a line: [{on, errors}], oldest first, in a picture of that many px. */
export function trend(points, width) {
  const [left, right, top, bottom, height] = [70, 35, 38, 40, 210];
  const days = points.map((point) => Date.parse(point.on));
  const span = days.at(-1) - days[0];
  const at = new Map(
    points.map((point, n) => [point, span ? (days[n] - days[0]) / span : n / Math.max(points.length - 1, 1)]),
  ); // of one day: evenly
  const x = (point) => at.get(point);
  const said = labelled(points, (point) => x(point) * (width - left - right));
  const y = "errors";
  return draw({
    width,
    height,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    x: { axis: null, domain: [0, 1] },
    y: { axis: null, domain: [0, Math.max(1, ...points.map((point) => point.errors))] },
    marks: [
      gridY({ ticks: 4, x1: 0, insetLeft: 45 - left, insetRight: -right, className: "rule" }),
      axisY({
        ticks: 4,
        tickSize: 0,
        tickFormat: number,
        label: null,
        tickPadding: 0,
        textAnchor: "start",
        dx: -left,
        className: "scale",
      }),
      ruleY([0], { insetLeft: 45 - left, insetRight: -right, className: "base" }),
      line(points, { x, y, className: "line" }),
      dot(points, {
        x,
        y,
        r: 4.5,
        title: (point) => `${shortDate(point.on)}: ${count(point.errors, "error")}`,
        className: "points",
      }),
      text(said, { x, y, dy: -14, text: (point) => number(point.errors), className: "numbers" }),
      text(said, { x, frameAnchor: "bottom", dy: 24, text: (point) => shortDate(point.on), className: "days" }),
    ],
  });
}

globalThis.CHECK903.charts = { bars, running, stack, trend };
dispatchEvent(new Event("charts"));
