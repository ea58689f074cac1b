// The figures of a view as one table: value, last year, change, the small line, how far to trust it, what is published.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { href } from "../router.js";
import { isWanted, part, partsOf } from "../focus/sections.js";
import { block, stretched } from "../parts/chart-parts.js";
import { spark } from "../parts/chart-spark.js";
import { headRow, th } from "../parts/table.js";
import { shortDate } from "../format.js";

const FIXED = 6; // columns before the published ones

/** The address of a figure on the day that is shown. */
export const figureHref = (id, route, show = {}) => href(["figures", id], {}, { day: route.show.day, ...show });

/** One bar: with an error, cannot tell, nothing found. */
function trustBar({ records, with_errors, cannot_tell, beside }) {
  const all = records + beside;
  const wrong = with_errors / all;
  const unsure = Math.min(1, wrong + cannot_tell / all);
  return html`<span class="fg-trust" aria-hidden="true"
    >${stretched([block(0, 1, "ok"), block(0, wrong, "er"), block(wrong, unsure, "ct")])}</span
  >`;
}

function trust(line, route) {
  const { trust: found } = line;
  if (!found.records) return html`<span class="tx2">rests on nobody</span>`;
  const errors = found.with_errors
    ? html`<a href=${figureHref(line.id, route, { of: "error" })}>${found.errors_said}</a> have an error`
    : `${found.errors_said} have an error`;
  const more = [found.cannot_said, found.span && `range ${found.span}`].filter(Boolean).join(" · ");
  return html`${trustBar(found)}<span class="tx">${errors}</span>${more ? html`<span class="tx2">${more}</span>` : ""}`;
}

const under = (text, css = "") => (text ? html`<span class="mean ${css}">${text}</span>` : "");

const published = (line, columns, year) =>
  columns.map(([level, name]) => {
    const one = line.published.find((other) => other.level === level);
    const note = one ? [one.note, one.year === year ? "" : `year ${one.year}`].filter(Boolean).join(", ") : "";
    return html`<td role="cell" class="num pub ${one ? "" : "none"}" data-k=${name}>
      ${one ? html`${one.value}${under(note)}` : ""}
    </td>`;
  });

const named = (line, route) =>
  html`<th role="rowheader" scope="row" class="t">
    <a href=${figureHref(line.id, route)}>${line.title}</a> ${
      line.note ? html`<span class="govuk-tag tag-look">${line.note}</span>` : ""
    }${line.not_due ? html`<span class="govuk-tag tag-later">Not due yet</span>` : ""}${under(line.most)}
  </th>`;

function row(line, place, route) {
  if (line.lacks)
    return html`<tr role="row" class="no-line">
      ${named(line, route)}
      <td role="cell" colspan=${FIXED - 1 + place.columns.length}>Can’t be made: ${line.lacks}.</td>
    </tr>`;
  return html`<tr role="row">
    ${named(line, route)}
    <td role="cell" class="num v" data-k=${dayHead(place)}><strong>${line.value}</strong>${under(line.beside)}</td>
    <td role="cell" class="num l" data-k="Last year">
      ${line.why_not_last ? under(line.why_not_last, "wrapok") : html`${line.last}${under(line.last_beside)}`}
    </td>
    <td role="cell" class="num c ${line.change ? "" : "none"}" data-k="Change">${line.change}${under(line.points)}</td>
    <td role="cell" class="s">
      ${line.months.length ? spark(line.months, line.months_last) : under("one answer a year", "wrapok")}
    </td>
    <td role="cell" class="tr" data-k="How far to trust it">${trust(line, route)}</td>
    ${published(line, place.columns, place.published_year)}
  </tr>`;
}

const dayHead = (place) => (place.day === place.today ? "Today" : shortDate(place.day));

const waits = (figure, width, route) =>
  html`<tr role="row">
    ${named({ ...figure, note: "", not_due: false, most: "" }, route)}
    <td role="cell" colspan=${width - 1} class="soft">Counting…</td>
  </tr>`;

/** Once for each kind of warning in a theme. */
const warnings = (lines, width) =>
  [...new Set(lines.map((one) => one.warn).filter(Boolean))].map(
    (warn) =>
      html`<tr role="row" class="q">
        <td role="cell" colspan=${width}>${warn}</td>
      </tr>`,
  );

function section({ theme, label, figures }, place, route) {
  const width = FIXED + place.columns.length;
  const ids = figures.map((one) => one.id);
  const asked = isWanted(theme) ? query(`figures ${theme} ${ids}`, "figures_lines", ids, place.day) : null;
  const lines = asked?.data;
  return html`<tbody role="rowgroup" aria-busy=${Boolean(asked?.pending)} ${part(theme)}>
    <tr role="row" class="th">
      <th role="rowheader" scope="rowgroup" colspan=${width}>${label}</th>
    </tr>
    ${
      asked?.fault
        ? html`<tr role="row">
            <td role="cell" colspan=${width}>These could not be made: ${asked.fault.message}</td>
          </tr>`
        : lines
          ? html`${lines.map((one) => row(one, place, route))}${warnings(lines, width)}`
          : figures.map((one) => waits(one, width, route))
    }
  </tbody>`;
}

const head = (place) =>
  html`<thead role="rowgroup">
    ${
      place.columns.length
        ? html`<tr role="row" class="over">
            <td role="cell" colspan=${FIXED}></td>
            <th role="columnheader" scope="colgroup" colspan=${place.columns.length}>
              Published, year to 31 March ${place.published_year}
            </th>
          </tr>`
        : ""
    }
    ${headRow(
      "Figure",
      th(dayHead(place), "num v"),
      th("Last year", "num"),
      th("Change", "num"),
      "Since April",
      th(html`How far to trust it<span class="mean">children or records it rests on</span>`, "tr"),
      place.columns.map(([, name]) => th(name, "num pub")),
    )}
  </thead>`;

/** `groups`: [{theme, label, figures: [{id, title}]}]. */
export function linesTable(groups, label, place, route) {
  partsOf(
    JSON.stringify([route.path, place.day, route.show.find]),
    groups.map((one) => one.theme),
  );
  return html`<table role="table" class="grid fg ${place.columns.length ? "with-pub" : ""}">
    <caption class="vh">
      ${label}
    </caption>
    ${head(place)}${groups.map((one) => section(one, place, route))}
  </table>`;
}
