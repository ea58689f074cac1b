// Where things go on the time line: which row of its lane a bar takes, which labels fit inside, which go beside it,
// and which short periods are counted together. Plain numbers in and out: x and w in per cent, y and h in px.
import { asWritten } from "../stores/as-at.js";
import { monthName, shortDate } from "../format.js";

const DAY = 86_400_000;
const SHORT = 11; // px: narrower than this is a tick, not a bar
const MOST_ROWS = 4;
const LINE = 16; // px: a line of labels below the bars
export const ARROW = 12; // px that an arrow takes at the end of a bar

const days = (iso) => Date.parse(iso) / DAY;
let canvas = null;

/** How many px a label takes, of 13 px type unless told. */
function wide(text, bold, size = 13) {
  canvas ??= document.createElement("canvas").getContext("2d");
  canvas.font = `${bold ? 700 : 400} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(text).width;
}

const room = (text, bold) => wide(text, bold) + 14;

/** From a date to its per cent of the way, and not beyond the ends. */
export function scale(from, to) {
  const first = days(from);
  const length = Math.max(1, days(to) - first);
  return (iso) => Math.min(100, Math.max(0, (100 * (days(iso) - first)) / length));
}

/** Month lines; fewer where they would crowd. */
export function ticks(from, to, width) {
  const months = (days(to) - days(from)) / 30.44;
  const step = [1, 3, 6, 12].find((one) => (width * one) / months >= 30) ?? 12;
  const found = [];
  let [year, month] = from.split("-").map(Number);
  for (;;) {
    const date = `${year}-${String(month).padStart(2, "0")}-01`;
    if (date > to) return found;
    if (date >= from && (month - 1) % step === 0)
      found.push({
        date,
        text:
          step === 12 ? String(year) : step === 1 ? monthName(month) : `${monthName(month)} ${String(year).slice(2)}`,
      });
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

/** Give each bar a row of the lane: the first whose last bar has ended. */
function intoRows(bars) {
  const ends = [];
  for (const bar of bars) {
    let row = ends.findIndex((end) => bar.x >= end - 0.01);
    if (row < 0) row = Math.min(ends.length, MOST_ROWS - 1);
    bar.row = row;
    ends[row] = Math.max(ends[row] ?? 0, bar.x + bar.w);
  }
  return Math.max(1, ends.length);
}

/** Bars of one lane that share time: one placement ended after the next began. */
function overlapsOf(bars, y, h) {
  const found = [];
  for (const [at, bar] of bars.entries()) {
    for (const other of bars.slice(at + 1)) {
      const x = other.x;
      const w = Math.min(bar.x + bar.w, other.x + other.w) - x;
      if (w > 0.01 && bar.row !== other.row) found.push({ x, w: Math.max(w, 0.4), y, h });
    }
  }
  return found;
}

/**
 * Inside if the text fits, be it without the code; else beside the bar, where its row is free; else below, and always
 * whole.
 */
function label(bar, at, row, width, tall) {
  if (!bar.label) return {};
  const share = (px) => (100 * px) / width;
  const inner = bar.w - bar.covered - bar.coveredEnd - share((bar.began ? ARROW : 0) + (bar.goesOn ? ARROW : 0));
  const fits = (text, ...type) => share(wide(text, ...type) + 10) <= inner;
  const plain = bar.label.replace(/ \([^)]*\)$/, "");
  const since = bar.began ? [`${bar.label}, since ${asWritten(bar.start)}`] : [];
  const inside = [...since, bar.label, plain].find((text) => fits(text, tall));
  if (inside) return { inside, under: tall && bar.sub && fits(bar.sub, false, 12) ? bar.sub : "" };
  const beside = share(wide(bar.label, tall) + 18);
  if (bar.x + bar.w + beside <= (row[at + 1]?.x ?? 100)) return { outside: "right" };
  const before = row[at - 1];
  const free = before
    ? before.x + before.w + (before.outside === "right" ? share(wide(before.label, tall) + 18) : 0)
    : 0;
  return bar.x - beside >= free ? { outside: "left" } : { below: bar.label };
}

/** Labels below the bars, in as many lines as it takes for none to touch another. Gives the number of lines. */
function below(bars, y, width, bold) {
  const ends = [];
  for (const bar of bars.filter((one) => one.below)) {
    const need = (100 * (wide(bar.below, bold) + 12)) / width;
    bar.belowX = Math.max(0, Math.min(bar.x, 100 - need));
    let line = ends.findIndex((end) => end <= bar.belowX);
    if (line < 0) line = ends.length;
    ends[line] = bar.belowX + need;
    bar.belowY = y + line * LINE;
  }
  return ends.length;
}

/** How much of a bar's beginning, and of its end, lies under the hatching of an overlap. */
function coveredBy(bar, overlaps) {
  const most = (list) => Math.max(0, ...list.map((one) => one.w));
  return {
    covered: most(overlaps.filter((one) => Math.abs(one.x - bar.x) < 0.01)),
    coveredEnd: most(overlaps.filter((one) => one.x > bar.x + 0.01 && Math.abs(one.x + one.w - bar.x - bar.w) < 0.5)),
  };
}

/** Ticks near each other get one label: "3 periods". */
function groupsOf(short, bars, width, y, many) {
  const groups = [];
  for (const item of short) {
    const last = groups.at(-1);
    const text = item.label || shortDate(item.start);
    const near =
      last &&
      ((item.x - last.end) * width) / 100 < room(last.items.length > 1 ? `${last.items.length + 1} ${many}` : text);
    if (near) {
      last.items.push(item);
      last.end = item.x + item.w;
    } else groups.push({ items: [item], x: item.x, end: item.x + item.w });
  }
  return groups
    .map(({ items, x, end }, at) => {
      const text = items.length === 1 ? items[0].label || shortDate(items[0].start) : `${items.length} ${many}`;
      const need = (100 * room(text)) / width;
      const free = (from, to) =>
        from >= 0 &&
        to <= 100 &&
        !bars.some((bar) => bar.x < to && bar.x + bar.w > from) &&
        !groups.some((one, other) => other !== at && one.x < to && one.end > from);
      if (free(end + 0.01, end + need)) return { text, x: end, side: "right", y };
      return free(x - need, x - 0.01) ? { text, x, side: "left", y } : null;
    })
    .filter(Boolean);
}

const NAMES = { reviews: "reviews", missing: "periods", placement: "short breaks", status: "short breaks" };

/** How much of a bar is known: what is open is so only after the day on which the user stands. */
function known(item, x, w, at, asAt) {
  if (!item.open || !asAt) return item.open ? 0 : 1;
  return w ? Math.min(1, Math.max(0, (at(asAt) - x) / w)) : 1;
}

/** The lanes with their bars, ticks and labels placed, one below the other from `top`. */
export function lanes(plan, at, width, top, asAt) {
  return plan.lanes
    .filter((lane) => lane.items.length)
    .map((lane) => {
      const tall = lane.name === "placement";
      const height = tall ? 43 : 30;
      const items = lane.items
        .map((item) => {
          const x = at(item.start);
          const w = Math.max(0, at(item.open || !item.end ? plan.to : item.end) - x);
          const said = [
            item.label,
            item.sub,
            item.end && item.end !== item.start
              ? `${item.start} to ${item.end}`
              : item.open
                ? `${item.start}, still open`
                : item.start,
            item.changed.length && `changed: ${item.changed.join(", ")}`,
          ]
            .filter(Boolean)
            .join(", ");
          const breaks = (item.breaks ?? [])
            .map((day) => (100 * (at(day) - x)) / (w || 1))
            .filter((share) => share > 0 && share < 100);
          const sure = known(item, x, w, at, asAt);
          return {
            ...item,
            x,
            w,
            said,
            breaks,
            known: sure,
            began: item.start < plan.from,
            goesOn: item.open && sure === 1,
          };
        })
        .sort((one, other) => one.x - other.x || one.w - other.w);
      const points = items.every((item) => item.end === item.start);
      const few = items.filter((item) => (item.w * width) / 100 >= SHORT);
      // A placement keeps its bar however short; single days, short breaks and short entries of other lanes are ticks.
      const bars = points ? [] : items.filter((item) => few.includes(item) || (tall && !item.respite));
      const short = items.filter((item) => !bars.includes(item));
      const rows = bars.length ? intoRows(bars) : 1;
      const pad = tall ? 6 : 4;
      for (const bar of bars) {
        bar.y = top + pad + bar.row * (height + 3);
        bar.h = height;
        bar.css = tall ? "pl" : "ls";
        if (tall && !points) bar.w = Math.max(bar.w, (100 * 3) / width);
      }
      const laneHeight = bars.length ? 2 * pad + rows * height + (rows - 1) * 3 : 38;
      for (const item of short) Object.assign(item, { y: top + 8, h: laneHeight - 16 });
      const overlaps = tall ? overlapsOf(bars, top + pad, laneHeight - 2 * pad) : [];
      for (let row = 0; row < rows; row += 1) {
        const inRow = items.filter((item) => (bars.includes(item) ? item.row === row : true));
        for (const [at, item] of inRow.entries()) {
          if (!bars.includes(item)) continue;
          Object.assign(item, coveredBy(item, overlaps));
          Object.assign(item, label(item, at, inRow, width, tall));
          if (item.changed.length)
            item.below = [item.below, `Changed: ${item.changed.join(", ")}`].filter(Boolean).join(". ");
        }
      }
      const lines = below(bars, top + laneHeight + LINE - 5, width, tall);
      const bottom = top + laneHeight + (lines ? lines * LINE + 2 : 0);
      const placed = {
        label: lane.label,
        tall,
        top,
        bottom,
        bars,
        short,
        all: items,
        groups: groupsOf(short, bars, width, top + laneHeight / 2 + 5, NAMES[lane.name] ?? "entries"),
        overlaps,
      };
      top = bottom + 1;
      return placed;
    });
}

/** Numbered marks; those that would touch become one. Each is led down to the first thing it is about. */
export function clusters(marks, at, width, drawn) {
  const found = [];
  for (const mark of marks.map((one) => ({ x: at(one.date), n: one.n })).sort((one, other) => one.x - other.x)) {
    const last = found.at(-1);
    const touching =
      last && ((mark.x - last.to) * width) / 100 < 12 + (9 * (text(last.n).length + text(mark.n).length)) / 2 + 6;
    if (touching) {
      last.n = [...new Set([...last.n, ...mark.n])].sort((one, other) => one - other);
      last.to = mark.x;
      last.x = (last.from + mark.x) / 2;
    } else found.push({ n: [...mark.n].sort((one, other) => one - other), x: mark.x, from: mark.x, to: mark.x });
  }
  const all = drawn.flatMap((lane) => [...lane.bars, ...lane.short]);
  const start = drawn.find((lane) => lane.tall)?.top ?? drawn[0]?.top ?? 0;
  return found.map(({ x, n }) => {
    const about = all.filter((item) => item.errors?.some((one) => n.includes(one)));
    return { x, n, text: text(n), to: about.length ? Math.min(...about.map((item) => item.y)) : start };
  });
}

/** "2 3 4", "2 to 7", or how many. */
function text(n) {
  if (n.length <= 3) return n.join(" ");
  return n.at(-1) - n[0] === n.length - 1 ? `${n[0]}–${n.at(-1)}` : `${n.length} errors`;
}
