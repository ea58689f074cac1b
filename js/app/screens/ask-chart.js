// A chart of one number of the result by another column: bars or a line, 30 at most, the rest together as "others".
import { html, render, svg } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { asked } from "../stores/ask-store.js";
import { download } from "../stores/downloads.js";
import { change } from "../state.js";
import { number } from "../format.js";
import { axis, line, scale, ticks } from "../parts/chart-parts.js";

const MOST = 30;
const ROW = 26; // px
const HEIGHT = 260;

const said = (value, type) =>
  value === null ? "blank" : type === "date" ? value.split("-").reverse().join("/") : String(value);

/** [{name, value}] of the columns, in the result's order; what is beyond the first 30 is one entry. */
function points(answer, { kind, x, y }) {
  const [at, of] = [x, y].map((name) => answer.columns.findIndex((one) => one.name === name));
  const all = answer.rows
    .filter((row) => row[of] !== null)
    .map((row) => ({ name: said(row[at], answer.columns[at].type), value: row[of] }));
  if (kind === "line") return all.slice(0, 400);
  const rest = all.slice(MOST);
  if (!rest.length) return all;
  return [
    ...all.slice(0, MOST),
    { name: `${rest.length} others`, value: rest.reduce((sum, one) => sum + one.value, 0) },
  ];
}

const rounded = (value) => number(Math.round(value * 100) / 100);

function bars(all, width) {
  const most = Math.max(...all.map((one) => one.value), 0) || 1;
  const names = Math.min(width * 0.42, 330);
  const x = scale(0, most, 0, width - names - 70);
  const fits = Math.floor(names / 8.5);
  return svg`<svg viewBox="0 0 ${
    width
  } ${all.length * ROW + 6}" width=${width} height=${all.length * ROW + 6}>${all.map(
    ({ name, value }, n) => svg`<g transform="translate(0 ${n * ROW + 3})"><title>${name}: ${rounded(value)}</title>
      <text class="name" y="16">${name.length > fits ? `${name.slice(0, fits - 1)}…` : name}</text>
      <rect class="length" x=${names} y="3" height="17" width=${Math.max(0, x(value))}/>
      <text class="number" x=${names + Math.max(0, x(value)) + 7} y="16">${rounded(value)}</text></g>`,
  )}</svg>`;
}

function lines(all, width) {
  const most = Math.max(...all.map((one) => one.value), 1);
  const y = scale(0, most, HEIGHT - 34, 14);
  const x = scale(0, Math.max(1, all.length - 1), 60, width - 30);
  const every = Math.ceil(all.length / Math.max(2, Math.floor(width / 110)));
  return svg`<svg viewBox="0 0 ${width} ${HEIGHT}" width=${width} height=${HEIGHT}>
    ${axis(ticks(most, 4), y, { left: 55, right: width, text: number })}
    ${line(
      all.map((one, n) => [x(n), y(one.value)]),
      "line",
    )}
    ${all.map(
      (one, n) =>
        svg`<circle class="point" cx=${x(
          n,
        )} cy=${y(one.value)} r="3.5"><title>${one.name}: ${rounded(one.value)}</title></circle>`,
    )}
    ${all.map((one, n) =>
      n % every ? "" : svg`<text class="day" x=${x(n)} y=${HEIGHT - 10}>${one.name.slice(0, 14)}</text>`,
    )}</svg>`;
}

const LOOKS = ["fill", "stroke", "stroke-width", "font-family", "font-size", "font-weight", "text-anchor"];

/** The chart as a picture with a look of its own. */
async function picture(box, title) {
  const drawn = box.querySelector("svg");
  const copy = drawn.cloneNode(true);
  const [width, height] = ["width", "height"].map((name) => Number(drawn.getAttribute(name)));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const own = [...drawn.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((element, n) => {
    const looks = getComputedStyle(own[n]);
    for (const name of LOOKS) element.setAttribute(name, looks.getPropertyValue(name));
  });
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {
    width: 2 * (width + 40),
    height: 2 * (height + 40),
  });
  const paper = canvas.getContext("2d");
  paper.scale(2, 2);
  paper.fillStyle = getComputedStyle(document.body).backgroundColor;
  paper.fillRect(0, 0, width + 40, height + 40);
  paper.drawImage(image, 20, 20, width, height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  download({
    name: `${title.replace(/[^\w ,.-]/g, " ").trim() || "chart"}.png`,
    bytes: new Uint8Array(await blob.arrayBuffer()),
  });
}

/** The choice of a chart, and the chart. */
export function chart(answer) {
  const numbers = answer.columns.filter((one) => one.type === "number");
  if (!numbers.length || answer.columns.length < 2 || answer.rows.length < 2) return "";
  const first = answer.columns.find((one) => one.type !== "number") ?? answer.columns[0];
  const usual = { kind: "", x: first.name, y: (numbers.find((one) => one !== first) ?? numbers[0]).name };
  const now = asked.chart ?? usual;
  const choose = (patch) => {
    asked.chart = { ...now, ...patch };
    change();
  };
  const kind = (name, text) =>
    html`<button type="button" aria-pressed=${now.kind === name} @click=${() => choose({ kind: name })}>
      ${text}
    </button>`;
  const select = (id, label, names, key) =>
    html`<label for=${id}>${label}</label
      ><select class="govuk-select" id=${id} @change=${(event) => choose({ [key]: event.target.value })}>
        ${names.map((name) => html`<option value=${name} ?selected=${name === now[key]}>${name}</option>`)}
      </select>`;
  let box;
  const paint = () => {
    if (!box?.clientWidth) return;
    const all = points(answer, now);
    render((now.kind === "line" ? lines : bars)(all, Math.floor(box.clientWidth)), box);
  };
  const fill = (element) => {
    box = element;
    if (box) requestAnimationFrame(paint); // once it stands in the page and has a width
  };
  return html`<div class="chartbox">
    <div class="chart-ctl">
      <h2>Chart</h2>
      <span class="seg" role="group" aria-label="Kind of chart"
        >${kind("bar", "Bar")}${kind("line", "Line")}${kind("", "None")}</span
      >
      ${
        now.kind
          ? html`${select(
                "chart-of",
                "of",
                numbers.map((one) => one.name),
                "y",
              )}${select(
                "chart-by",
                "by",
                answer.columns.map((one) => one.name),
                "x",
              )}<button type="button" class="linkish" @click=${() => picture(box, answer.title || now.y)}>
                Download the picture
              </button>`
          : ""
      }
    </div>
    ${
      now.kind
        ? html`<div
            class="ask-chart"
            role="img"
            aria-label="${now.y} by ${now.x}: the numbers stand in the result"
            ${ref(fill)}
          ></div>`
        : ""
    }
  </div>`;
}
