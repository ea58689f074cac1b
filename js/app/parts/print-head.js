// What stands above every screen on paper: whose return it is, of which year, as at which day, and what was filtered
// for.
import { html } from "lit-html";
import { asAt } from "../stores/as-at.js";
import { state } from "../state.js";
import { longDate, yearLabel } from "../format.js";
import { tagText } from "./views-bar.js";

const today = () => longDate(new Intl.DateTimeFormat("sv-SE").format(new Date())); // Sweden writes dates as ISO

const council = () => state.about?.councils.find((one) => one.code === state.choices.authority)?.name;

/** "Bristol, City of, 2026-27", as far as it is known. */
const whose = () => [council(), yearLabel(state.choices.year)].filter(Boolean).join(", ");

function filter({ place, filter: by }) {
  const tags = place === "findings" ? Object.entries(by).map(([key, value]) => tagText(key, value)) : [];
  return tags.length ? html`<br />Only what matches the filter: ${tags.join("; ")}` : "";
}

export function printHead(route) {
  const day = state.summary?.as_at ?? asAt();
  return html`<p class="print-head">
    <b>Check 903</b> ${whose() ? html`<b>${whose()}</b>` : ""}
    ${state.choices.year && day ? `As at ${longDate(day)}. ` : ""}Printed on ${today()}.${filter(route)}
  </p>`;
}
