// Who they are: the breakdowns of a figure, each as bars that add up to the whole.
import { html } from "lit-html";
import { bar } from "../parts/charts.js";
import { href } from "../router.js";
import { figureHref } from "./figures-lines.js";
import { hidden, th, thead } from "../parts/table.js";

const groupRow = (one, split, view, route, whole = false) => {
  const chosen = route.show.group === one.label && (route.show.split ?? view.splits[0].split) === split.split;
  const group = chosen ? "" : one.label;
  const name = whole
    ? one.label
    : html`<a
        href=${figureHref(view.line.id, route, { split: split.split, group, of: route.show.of })}
        aria-current=${chosen ? "true" : "false"}
        >${one.label}</a
      >`;
  return html`<tr class=${whole ? "sum" : chosen ? "chosen" : ""}>
    <th scope="row">${name}</th>
    <td class="num">${one.value}</td>
    ${split.of_group ? html`<td class="num soft">${one.of}</td>` : ""}
    <td class="barcell">${bar(one.bar)}</td>
    <td class="num"><strong>${one.share}</strong></td>
    <td class="num soft">${one.last}</td>
  </tr>`;
};

function table(split, view, route) {
  const notes = [
    split.groups.some((one) => one.small) ? "A share of fewer than 20 moves a lot with each child." : "",
    split.bars_end ? `Bars end at ${split.bars_end}.` : "",
  ].filter(Boolean);
  return html`<div class="scroll">
      <table class="grid bk">
        <caption class="vh">
          ${view.line.title} by ${split.title}
        </caption>
        ${thead(
          split.title,
          th(split.of_group ? "Counted" : "How many", "num"),
          split.of_group && th("of all", "num"),
          th(hidden("Share as a bar")),
          th("Share", "num"),
          th("Last year", "num"),
        )}
        <tbody>
          ${split.groups.map((one) => groupRow(one, split, view, route))}
          ${groupRow(split.whole, split, view, route, true)}
        </tbody>
      </table>
    </div>
    ${notes.length ? html`<p class="meta">${notes.join(" ")}</p>` : ""}`;
}

export function splits(view, route) {
  if (!view.splits.length) return "";
  const chosen = view.splits.find((one) => one.split === route.show.split) ?? view.splits[0];
  const to = (one) => href(["figures", view.line.id], {}, { day: route.show.day, split: one.split, of: route.show.of });
  return html`<section class="section" aria-labelledby="fg-who">
    <h2 id="fg-who">Who they are</h2>
    <nav class="tabs no-print" aria-label="Broken down by">
      ${view.splits.map(
        (one) => html`<a href=${to(one)} aria-current=${one === chosen ? "true" : "false"}>${one.title}</a>`,
      )}
    </nav>
    ${table(chosen, view, route)}
  </section>`;
}
