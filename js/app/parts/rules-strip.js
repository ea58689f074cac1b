// Above every place that shows the check, on paper too: that another year's rules were used.
import { html } from "lit-html";
import { jump } from "../focus/focus.js";
import { state } from "../state.js";
import { yearLabel } from "../format.js";
import { withOwnRules } from "../screens/files-check.js";

const PLACES = new Set(["findings", "fix", "share"]);

export const areOthers = (summary) =>
  Boolean(summary?.checked !== false && summary && summary.rules_year !== summary.year);

export function rulesStrip(route, go) {
  const { summary } = state;
  if (!PLACES.has(route.place) || !areOthers(summary)) return "";
  const own = summary.year_label;
  const onOverview = route.place === "findings" && route.view === "overview";
  return html`<div class="rules-strip" role="region" aria-label="Rules of another year">
    <div class="wrap">
      <span>
        <strong>Checked with the rules of ${yearLabel(summary.rules_year)}.</strong> The return is of ${own}.
      </span>
      <span class="row-btn">
        <a href="#/findings/overview" @click=${onOverview ? jump("vs") : null}>What differs</a>
        <button type="button" class="linkish" @click=${() => withOwnRules(go)}>Use the rules of ${own}</button>
      </span>
    </div>
  </div>`;
}
