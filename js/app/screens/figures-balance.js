// One line under the figures: whether the children at the start, the starts, the leavers and the children now add up.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { childLink } from "../parts/table.js";
import { count, longDate, number } from "../format.js";

const sum = (view) =>
  html`${number(view.start)} on ${view.start_day}, plus ${count(view.came, "start")}, less
  ${count(view.left, "leaver")},`;

const day = (place) => (place.day === place.today ? "today" : `on ${longDate(place.day)}`);

const twice = ({ came, left, came_children, left_children }) =>
  came === came_children && left === left_children
    ? ""
    : html`<span class="soft"
        >Some started or left more than once: ${count(came_children, "child", "children")} started,
        ${number(left_children)} left.</span
      >`;

/** The children of whom it doesn't add up, each a link. */
const odd = ({ odd: children, odd_total: all }) =>
  html`<details class="govuk-details">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">Show ${count(all, "child", "children")}</span>
    </summary>
    <ul aria-label="Children who appear or vanish">
      ${children.map((one) => html`<li>${childLink(one)}</li>`)}
    </ul>
    ${all > children.length ? html`<p class="meta">The first ${number(children.length)} of ${number(all)}.</p>` : ""}
  </details>`;

export function balance(place) {
  const { data: view } = query("figures balance", "figures_balance", place.day);
  if (!view) return "";
  if (!view.off && !view.odd_total)
    return html`<div class="fg-sum">
      <strong>It adds up.</strong> ${sum(view)} is ${number(view.now)} ${day(place)}. ${twice(view)}
    </div>`;
  const head = view.off
    ? `It doesn’t add up by ${number(Math.abs(view.off))}.`
    : "The sum is right, but not child by child.";
  return html`<div class="fg-sum">
    <strong>${head}</strong> ${sum(view)} makes ${number(view.start + view.came - view.left)}, and ${number(view.now)}
    are looked after ${day(place)}. These children appear or vanish between the two returns, or their start or end is
    missing. ${odd(view)}
  </div>`;
}
