// A child's time in care as a picture: lanes of bars and ticks along the months, the errors numbered above.
// x is in per cent, so that text keeps its size; how wide the picture is decides only where labels go.
import { html, svg } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { ref } from "lit-html/directives/ref.js";
import { change, state } from "../state.js";
import { marker } from "./marker.js";
import { count, longDate, shortDate, yearLabel } from "../format.js";
import { ARROW, clusters, lanes, scale, ticks } from "./timeline-layout.js";

const LEAST = 700; // as .tl .pic's min-width
const TOP = 44;
const MARKS = 41;
let width = LEAST;

const watch = new ResizeObserver(([entry]) => {
  const now = Math.max(LEAST, Math.round(entry.contentRect.width) - 104);
  if (Math.abs(now - width) < 8) return;
  width = now;
  change();
});
// A sheet on its side is narrower than most windows, and labels are placed for a width.
const ON_PAPER = 880;
let onScreen = null;
addEventListener("beforeprint", () => {
  [onScreen, width] = [width, ON_PAPER];
});
addEventListener("afterprint", () => {
  if (onScreen) width = onScreen;
  change();
});

/** Where the picture scrolls sideways it starts at the newest end. */
function begin(element) {
  watch.disconnect();
  if (!element) return;
  watch.observe(element);
  requestAnimationFrame(() => {
    element.scrollLeft = element.scrollWidth;
  });
}

const hatch = (id) =>
  svg`<pattern id=${id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="hatch-bg" width="6" height="6"/><rect class="hatch-line" width="2" height="6"/>
  </pattern>`;

const pc = (x) => `${x.toFixed(2)}%`;

/** An arrow that leads on beyond the left end of a bar, or beyond the right one. */
const arrow = (x, y, right) =>
  svg`<svg class="over" x=${x} y=${y} width="1" height="1">
    <path class="beyond" d=${right ? "M-4 0l-8 -5v10z" : "M5 0l8 -5v10z"}/>
  </svg>`;

/** A bar, dashed after the day on which the user stands where its end isn't known. */
function shapeOf({ h, css, known }) {
  const part = (from, to, more = "") =>
    to > from
      ? svg`<rect
          class="${css} ${more}"
          x=${from ? pc(100 * from) : ".5"}
          y=".5"
          width=${pc(99.6 * (to - from))}
          height=${h - 1}
        />`
      : "";
  return svg`${part(0, known)}${part(known, 1, "open")}`;
}

/** A text that leads away from x, to the right or to the left, `gap` px off. */
const beside = (side, x, y, text, css, gap) =>
  side === "right"
    ? svg`<text x=${x} dx=${gap} y=${y} text-anchor="start" class=${css}>${text}</text>`
    : svg`<text x=${x} dx=${-gap} y=${y} text-anchor="end" class=${css}>${text}</text>`;

const belowBar = ({ below, belowX, belowY, changed }, css) =>
  svg`<text x=${pc(belowX)} dx="2" y=${belowY} class="${css} ${changed.length ? "chg-t" : ""}">${below}</text>`;

function barOf(item, lane) {
  const { x, w, y, h, inside, outside, under, covered, began, goesOn } = item;
  const dx = (covered * width) / 100 + 7 + (began ? ARROW : 0);
  const css = lane.tall ? "t-b" : "";
  return svg`<svg x=${pc(x)} y=${y} width=${pc(w)} height=${h}><title>${item.said}</title>${shapeOf(item)}
    ${item.breaks.map((at) => svg`<line class="break" x1=${pc(at)} x2=${pc(at)} y1="1" y2=${h - 1}/>`)}
    ${began ? arrow("0", inside && under ? 13.5 : h / 2, false) : ""}${goesOn ? arrow("100%", h / 2, true) : ""}
    ${inside ? svg`<text x=${dx} y=${under ? 18 : h / 2 + 4.5} class=${css}>${inside}</text>` : ""}
    ${inside && under ? svg`<text x=${dx} y="34" class="t-soft t-s">${under}</text>` : ""}</svg>
    ${outside ? beside(outside, pc(outside === "right" ? x + w : x), y + h / 2 + 4.5, item.label, css, 6) : ""}
    ${
      item.changed.length
        ? svg`<rect class="chg" x=${pc(x)} y=${y + h - 3} width=${pc(Math.max(w, 0.3))} height="3"/>`
        : ""
    }
    ${item.below ? belowBar(item, css) : ""}`;
}

function tickOf(item) {
  const { x, w, y, h } = item;
  return svg`<g>
    <title>${item.said}</title>
    <rect class="tick-mark" x=${pc(x)} width=${w > 0.35 ? pc(w) : "3"} y=${y} height=${h}/>
  </g>`;
}

const groupText = ({ text, x, side, y }) => beside(side, pc(x), y, text, "", 7);

function laneOf(lane) {
  return svg`<line x1="0" x2="100%" y1=${lane.top + 0.5} y2=${lane.top + 0.5} class="lane"/>
    ${lane.bars.map((item) => barOf(item, lane))}
    ${lane.overlaps.map(
      ({ x, w, y, h }) => svg`<rect class="overlap" x=${pc(x)} width=${pc(w)} y=${y} height=${h} fill="url(#hatch)"/>`,
    )}
    ${lane.short.map(tickOf)}${lane.groups.map(groupText)}`;
}

function markOf({ x, n, text, to }, later) {
  const w = Math.max(20, 9 * text.length + 12);
  const shift = (x * width) / 100 < w / 2 ? 0 : ((100 - x) * width) / 100 < w / 2 ? -w : -w / 2;
  const hollow = n.every((one) => later.has(one));
  return svg`<line class="lead ${hollow ? "lead-l" : ""}" x1=${pc(x)} x2=${pc(x)} y1=${TOP + 30} y2=${to}/>
    <svg class="over" x=${pc(x)} y=${TOP + 10} width="1" height="22">
      <title>${n.length === 1 ? `Error ${n[0]}` : `Errors ${n.join(", ")}`}</title>
      <rect class="mkr ${hollow ? "mkr-l" : ""}" x=${shift} y="1" width=${w} height="20" rx="10"/>
      <text class="mkt ${hollow ? "mkt-l" : ""}" x=${shift + w / 2} y="15.5">${text}</text>
    </svg>`;
}

/** Where the user stands: what comes after is yet to be. */
function today(at, from, to, start, bottom) {
  const day = state.summary?.as_at;
  if (!day || day <= from || day >= to) return "";
  const x = at(day);
  const left = (x - Math.max(start, 0)) * width > 24000; // room beside "This year, 2026-27"
  return svg`<rect class="to-come" x=${pc(x)} y="24" width=${pc(100 - x)} height=${bottom - 16}/>
    <line class="as-at" x1=${pc(x)} x2=${pc(x)} y1="4" y2=${bottom + 8}/>
    ${left ? svg`<text x=${pc(x)} dx="-6" y="15" text-anchor="end">as at ${shortDate(day)}</text>` : ""}`;
}

/** What the picture says, in a sentence for each lane; the same facts stand in the tables below. */
function said(child, drawn) {
  const parts = drawn.map(
    (lane) => `${lane.label}: ${count(lane.all.length, lane.all.length === 1 ? "entry" : "entries", "entries")}.`,
  );
  const period = `From ${longDate(child.timeline.from)} to ${longDate(child.timeline.to)}.`;
  return `${period} ${parts.join(" ")} The same facts are in the tables below.`;
}

/** Errors that no day can be given for: below the picture, and not scrolled with it. */
function undated(errors, later) {
  if (!errors.length) return "";
  return html`<p class="undated">
    <span class="undated-lab">No date</span>${errors.map(
      ({ n, label }) =>
        html`<span><span class="nowrap">${n.map((one) => marker(one, later.has(one)))}</span> ${label}</span>`,
    )}
  </p>`;
}

/** Where this year begins: last year's part and this year's, named at the top. */
function years(start, thisYear, bottom) {
  const now = `This year, ${yearLabel(thisYear)}`;
  const before = `Last year, ${yearLabel(thisYear - 1)}`;
  if (start <= 0) return svg`<text x="4" y="15" class="t-b">${now}</text>`;
  if (start >= 100) return svg`<text x="4" y="15" class="t-soft">${before}</text>`;
  const room = start * width > 13000;
  return svg`<line class="year" x1=${pc(start)} x2=${pc(start)} y1="0" y2=${bottom + 8}/>
    ${room ? svg`<text x="4" y="15" class="t-soft">${before}</text>` : ""}
    <text x=${pc(start)} dx="7" y="15" class="t-b">${now}</text>`;
}

const months = (plan, at, bottom) =>
  ticks(plan.from, plan.to, width).map(
    ({ date, text }) =>
      svg`<line class="month" x1=${pc(at(date))} x2=${pc(at(date))} y1="26" y2=${bottom + 8}/>
        <text class="t-soft t-s" x=${pc(at(date))} dx="4" y="39">${text}</text>`,
  );

/** What the marks of this picture mean: those that are in it. */
function legend(drawn, later) {
  const some = (which) => drawn.some((lane) => lane.bars.some(which));
  const key = (isThere, mark, meaning) =>
    isThere ? html`<span><svg aria-hidden="true">${mark}</svg>${meaning}</span>` : "";
  return html`<p class="legend">
    <span><span class="mk" aria-hidden="true">1</span>&nbsp; error, numbered as in the list</span>${
      later.size
        ? html`<span><span class="mk mk-later" aria-hidden="true">${[...later][0]}</span>&nbsp; not due yet</span>`
        : ""
    }${[
      key(
        drawn.some((lane) => lane.overlaps.length),
        svg`<rect class="overlap" x="1" y="1" width="16" height="12" fill="url(#hatch)" />`,
        "two at once",
      ),
      key(
        some((item) => item.changed.length),
        svg`<rect class="chg" x="1" y="6" width="16" height="3" />`,
        "changed by you",
      ),
      key(
        some((item) => item.known < 1),
        svg`<rect class="open-key" x="1" y="1" width="16" height="12" />`,
        "still open",
      ),
      key(
        some((item) => item.began),
        svg`<path class="beyond" d="M4 7l8 -5v10z" />`,
        "began before",
      ),
      key(
        some((item) => item.goesOn),
        svg`<path class="beyond" d="M12 7l-8 -5v10z" />`,
        "still open",
      ),
    ]}
  </p>`;
}

function picture(child, drawn, at, later) {
  const { timeline: plan } = child;
  const bottom = drawn.length ? drawn.at(-1).bottom : TOP + MARKS;
  const marks = clusters(plan.marks ?? [], at, width, drawn);
  const start = at(plan.year_start);
  return html`<div
    class="tl"
    tabindex="0"
    role="region"
    aria-label="Time line, scrolls sideways on a narrow screen"
    ${ref(begin)}
  >
    <svg class="lab" width="104" height=${bottom + 8} aria-hidden="true">
      <text x="0" y=${TOP + 25}>Errors</text>
      ${drawn.map((lane) => svg`<text x="0" y=${(lane.top + lane.bottom) / 2 + 5}>${lane.label}</text>`)}
    </svg>
    <svg class="pic" height=${bottom + 8} role="img" aria-labelledby="tlt" aria-describedby="tld">
      <title id="tlt">Time in care of child ${child.child}</title>
      <desc id="tld">${said(child, drawn)}</desc>
      <defs>${hatch("hatch")}</defs>
      ${today(at, plan.from, plan.to, start, bottom)} ${months(plan, at, bottom)}
      <line x1="0" x2="100%" y1=${TOP + 0.5} y2=${TOP + 0.5} class="lane" />
      ${years(start, Number(plan.year_end.slice(0, 4)), bottom)} ${drawn.map(laneOf)}
      ${marks.map((mark) => markOf(mark, later))}
    </svg>
  </div>`;
}

export function timeline(child) {
  const { timeline: plan } = child;
  const at = scale(plan.from, plan.to);
  const drawn = lanes(plan, at, width, TOP + MARKS, state.summary?.as_at);
  const later = new Set(child.errors.filter((error) => error.status?.includes("later")).map((error) => error.n));
  return html`${keyed(child.child, picture(child, drawn, at, later))} ${undated(plan.undated, later)}
  ${legend(drawn, later)}`;
}
