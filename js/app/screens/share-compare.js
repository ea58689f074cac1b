// This check beside a saved one, by rule, as rates per 100 children.
import { html } from "lit-html";
import { href } from "../router.js";
import { state, setUi } from "../state.js";
import { headRow, th } from "../parts/table.js";
import { count, number, yearLabel } from "../format.js";

const SHOWN = 12;

const nameOf = ({ council, year, label }) =>
  [council.replace(/, (City|County) of$/, "") || "Another council", yearLabel(year), label || "figures only"].join(
    ", ",
  );

const tooFew = (under) => html`<span class="soft">under ${under}</span>`;
const figure = (value, under) => (value === null ? tooFew(under) : number(value));
const rate = (value, errors, under) => (errors === null ? tooFew(under) : value === null ? "" : value.toFixed(1));

function difference(row) {
  if (row.before_per_100 === null || row.after_per_100 === null) return "";
  const change = Math.round(10 * (row.after_per_100 - row.before_per_100)) / 10;
  return change === 0 ? "same" : `${change > 0 ? "+" : "−"}${Math.abs(change).toFixed(1)}`;
}

export function comparisons(found) {
  if (!found.length) return "";
  const at = Math.min(state.ui.compareAt ?? found.length - 1, found.length - 1);
  const { other, children, rows, under } = found[at];
  const all = Boolean(state.ui.compareAll);
  const line = (row) =>
    html`<tr role="row">
      <td role="cell" class="key title">
        <a href=${href(["findings", "rule", row.code])}><span class="code">${row.code}</span></a> ${row.title}
      </td>
      <td role="cell" class="num key" data-k="There, errors">${figure(row.before, under)}</td>
      <td role="cell" class="num key" data-k="per 100">${rate(row.before_per_100, row.before, under)}</td>
      <td role="cell" class="num gap-l key" data-k="This check, errors">${figure(row.after, under)}</td>
      <td role="cell" class="num key" data-k="per 100">${rate(row.after_per_100, row.after, under)}</td>
      <td role="cell" class="num gap-l key" data-k="Difference per 100">${difference(row)}</td>
    </tr>`;
  return html`<section class="section">
    <div class="page-head">
      <div>
        <h2 id="cmp">Rule by rule, beside ${nameOf(other)}</h2>
        <div class="soft">
          ${count(other.children, "child", "children")} there, ${number(children)} in this check. Rates are errors per
          100
          children.${
            other.other_rules
              ? ` It used the rules of ${other.other_rules}, this check those of
                ${yearLabel(state.summary.rules_year)}: part of the difference may be the rules.`
              : ""
          }
        </div>
      </div>
      ${
        found.length > 1
          ? html`<label class="size"
              >Compare with
              <select class="govuk-select small" @change=${(event) => setUi("compareAt", Number(event.target.value))}>
                ${found.map((one, n) => html`<option value=${n} ?selected=${n === at}>${nameOf(one.other)}</option>`)}
              </select></label
            >`
          : ""
      }
    </div>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="cmp">
      <table role="table" class="grid cards top2 compare" aria-labelledby="cmp">
        <thead role="rowgroup">
          <tr role="row">
            <td role="cell"></td>
            <th role="columnheader" scope="colgroup" colspan="2">${other.label || nameOf(other)}</th>
            <th role="columnheader" scope="colgroup" colspan="2" class="gap-l">This check</th>
            <td role="cell" class="gap-l"></td>
          </tr>
          ${headRow(
            "Rule",
            th("Errors", "num"),
            th("per 100", "num"),
            th("Errors", "num gap-l"),
            th("per 100", "num"),
            th("Difference per 100", "num gap-l"),
          )}
        </thead>
        <tbody role="rowgroup">
          ${(all ? rows : rows.slice(0, SHOWN)).map(line)}
        </tbody>
      </table>
    </div>
    ${
      rows.length > SHOWN
        ? html`<p class="after-table">
            <button type="button" class="linkish" aria-expanded=${all} @click=${() => setUi("compareAll", !all)}>
              ${all ? "Show fewer rules" : `Show all ${number(rows.length)} rules`}
            </button>
          </p>`
        : ""
    }
  </section>`;
}
